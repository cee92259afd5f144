#!/bin/bash
# `aws` as the tests put it on the path: asks the stub.
exec 3<>"/dev/tcp/127.0.0.1/$STUB_AWS_PORT"
printf '%s\0' "$#" "$PWD" "$STUB_AWS_STATE" "${STUB_AWS_DIE_AFTER:-}" "$@" >&3
IFS= read -r -d '' code <&3
IFS= read -r -d '' out <&3
IFS= read -r -d '' err <&3
printf %s "$out"
printf %s "$err" >&2
exit "$code"
