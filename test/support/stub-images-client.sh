#!/bin/bash
# `aws`, `docker` and `sleep` as the tests of deploy-image.sh put them on the path: all are commands of stub-images.mjs,
# which has the password that docker reads as its last word. Behind the call STUB_SIGNAL_AT the script gets a signal, and
# a `sleep` goes on as it would.
tool=${0##*/}
[[ "$tool $1" != 'docker login' ]] || set -- "$@" "$(cat)"
[[ $tool == aws ]] || set -- "$tool" "$@"
"${0%/*}/ask" "$@"
code=$?
if [[ "$1 $2" == "$STUB_SIGNAL_AT" ]]; then
  kill -TERM "$STUB_SCRIPT"
  [[ $tool != sleep ]] || exec /bin/sleep 4
fi
exit $code
