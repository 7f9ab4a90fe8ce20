#!/bin/sh
# step.sh STEP: that of `run.sh $STEPS_OF`, as together.sh runs it.
exec sh "$(dirname "$0")/run.sh" "$STEPS_OF" "$1"
