# What is None where the import failed is still the module where it is used.
try:
    import numpy as np
except ImportError:
    np = None
try:
    import yaml
except ImportError:
    yaml = False
np.array
yaml.load
(np).array
np.array.x[0]
