#!/bin/sh
# What the migration task of the image runs, before the tasks of the service: schema/*.sql, and the logins of services and the administrator.
set -eu
cd "$(dirname "$0")"
exec node migrate.mjs
