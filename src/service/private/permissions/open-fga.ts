import { IManagedDatabase } from '../../../data';

/** Port of the HTTP API, which every SDK of OpenFGA speaks. */
export const HTTP_PORT = 8080;

/** Name of the database user that OpenFGA runs as. */
export const DEFAULT_USER = 'permissions';

/** Path in the image of the certificates that RDS signs with. */
export const CERTIFICATES = '/etc/ssl/rds.pem';

/** Variables of the owner's task with the login that it creates. */
export const LOGIN_USERNAME = 'SERVICE_LOGIN_USERNAME';
export const LOGIN_PASSWORD = 'SERVICE_LOGIN_PASSWORD';

/**
 * Variables of the database, for `openfga run` and `openfga migrate`. User and password have variables of their own, which
 * OpenFGA prefers to those in the URI: so the URI is no secret.
 *
 * @see https://openfga.dev/docs/getting-started/setup-openfga/configuration
 */
export function datastoreVariables(database: IManagedDatabase): Record<string, string> {
  const { endpointAddress, port, databaseName } = database;
  return {
    OPENFGA_DATASTORE_ENGINE: 'postgres',
    OPENFGA_DATASTORE_URI: `postgres://${endpointAddress}:${port}/${databaseName}?sslmode=verify-full&sslrootcert=${CERTIFICATES}`,
    OPENFGA_LOG_FORMAT: 'json',
  };
}

/** Variables of `openfga run` beside those of the database: nothing is open without the key. */
export const SERVER_VARIABLES: Record<string, string> = {
  OPENFGA_AUTHN_METHOD: 'preshared',
  OPENFGA_PLAYGROUND_ENABLED: 'false',
};

/** What creates the login of the service: it can run again and again, and sets the password each time. */
const LOGIN_SQL = [
  `\\getenv login ${LOGIN_USERNAME}`,
  `\\getenv password ${LOGIN_PASSWORD}`,
  "SELECT format('CREATE ROLE %I LOGIN', :'login')",
  "  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'login') \\gexec",
  `ALTER ROLE :"login" PASSWORD :'password';`,
  'GRANT USAGE ON SCHEMA public TO :"login";',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"login";',
  'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"login";',
];

/** Command of the migration, as the owner: first the login of the service, then the tables of this version of OpenFGA. */
export const MIGRATION_COMMAND = [
  'sh',
  '-ec',
  [
    'export PGUSER="$OPENFGA_DATASTORE_USERNAME" PGPASSWORD="$OPENFGA_DATASTORE_PASSWORD"',
    `psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$OPENFGA_DATASTORE_URI" <<'SQL'`,
    ...LOGIN_SQL,
    'SQL',
    'exec openfga migrate',
  ].join('\n'),
];
