# What `make test-integration` runs, in the shell of run.sh.
step "editors" sh tests/integration/editors.sh
step "pre-commit" sh tests/integration/pre_commit.sh
step "packages" sh tests/integration/packages.sh
step "scale" sh tests/integration/scale.sh
