#!/bin/sh
# What the migration task of the image runs, before the tasks of the service: schema/*.sql, and the logins of the services.
set -eu
cd "$(dirname "$0")"
exec node migrate.mjs
