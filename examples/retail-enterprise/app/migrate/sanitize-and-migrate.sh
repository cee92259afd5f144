#!/bin/sh
# The same where the data is a copy of production: no service has a login before the personal data is gone.
set -eu
cd "$(dirname "$0")"
node sanitize.mjs
exec node migrate.mjs
