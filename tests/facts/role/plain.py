# Helpers for generated names
print(1)
