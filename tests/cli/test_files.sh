. "$CLI_LIB"

# .py and .pyi below a directory, sorted by their bytes
finding_in b/z.py b/a.pyi a.py Z.py b/.hidden/x.py b/none.txt b/script
heaplint 0 --output concise .
found_is "Z.py a.py b/.hidden/x.py b/a.pyi b/z.py"

# a file that is named is read whatever it is called; each file once
heaplint 0 --output concise b/script ./a.py a.py "$PWD/a.py" b/../a.py
found_is "a.py b/script"
cd b
"$HEAPLINT" --output concise ../a.py >../../out 2>../../err
cd ..
found_is "../a.py"

# what is left out: by name, and virtual environments whatever their name
rm -rf ./*
finding_in keep.py .git/x.py .venv/x.py venv/x.py node_modules/x/x.py \
	build/x.py a/build/x.py a/__pycache__/x.py my_env/x.py my_env/lib/x.py
: >my_env/pyvenv.cfg
heaplint 0 --output concise
found_is "keep.py"
heaplint 0 --output concise build my_env venv/x.py
found_is "build/x.py my_env/lib/x.py my_env/x.py venv/x.py"
heaplint 0 --output concise --force-exclude build venv/x.py keep.py
found_is "keep.py"

# patterns: a name anywhere; a path from here; ** for any directories
rm -rf ./* .git .venv
finding_in a/gen.py a/b/gen.py a/b/x.py build/x.py gen/x.py
heaplint 0 --output concise --exclude gen.py
found_is "a/b/x.py build/x.py gen/x.py"
heaplint 0 --output concise --extend-exclude 'gen.py,gen'
found_is "a/b/x.py"
heaplint 0 --output concise --extend-exclude 'a/*.py'
found_is "a/b/gen.py a/b/x.py gen/x.py"
heaplint 0 --output concise --extend-exclude 'a/**/gen.py' --extend-exclude gen/
found_is "a/b/x.py"
heaplint 0 --output concise --force-exclude --extend-exclude a/b a/b/x.py a/gen.py
found_is "a/gen.py"

# no Python at all: said, but no trouble
rm -rf ./*
mkdir none
heaplint 0 none
err_has "none: "
err_has "no Python files here"
