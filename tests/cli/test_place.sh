# Outside any project the root is the directory above the topmost package, in
# whatever way the files are named: that shows in the names of the classes.
. "$CLI_LIB"
mkdir -p code/pkg/sub code/plain
: >code/pkg/__init__.py
: >code/pkg/sub/__init__.py
echo 'class Base: pass' >code/pkg/sub/base.py
cat >code/pkg/use.py <<'PYTHON'
from pkg.sub.base import Base
class User:
    def __init__(self):
        self.base = Base()
PYTHON
cp code/pkg/use.py code/plain/use.py
names() { # arguments
	heaplint 0 graph --all --output json "$@"
	out_has '"pkg.use.User"'
	out_has '"pkg.sub.base.Base"'
	out_lacks '"use.User"'
}
names code/pkg
names code/pkg/use.py code/pkg/sub
names code/pkg/use.py code/pkg/sub/base.py
heaplint 0 graph --all --output json code
out_has '"pkg.use.User"'
out_has '"use.User"'
cp ../out ../once
find code -name '*.py' >listed
heaplint 0 graph --all --output json --files-from listed
holds "the same from a list" cmp -s ../out ../once
# installed packages may have a setup.py among their modules
mkdir -p system/dist-packages
cp -r code/pkg system/dist-packages
: >system/dist-packages/pkg/setup.py
heaplint 0 graph --all --output json system/dist-packages/pkg
out_has '"pkg.use.User"'
out_has '"pkg.sub.base.Base"'
heaplint 0 graph --all --output json system/dist-packages
out_has '"pkg.use.User"'
out_lacks '"use.User"'
