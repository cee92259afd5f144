-- The tenants of all regions, in the database of one. It names regions and providers, and has no data of a tenant.
CREATE SCHEMA registry;
CREATE TABLE registry.regions (
  region text PRIMARY KEY,
  domain text NOT NULL UNIQUE -- the hosts of its tenants have one label more
);
CREATE TABLE registry.tenants (
  tenant_id text PRIMARY KEY
    CHECK (tenant_id ~ '^(?!.*--)[a-z][a-z0-9-]{0,29}[a-z0-9]$')
    CHECK (tenant_id NOT IN ('api', 'app', 'auth', 'database', 'eu', 'login', 'www')),
  name text NOT NULL,
  region text NOT NULL REFERENCES registry.regions,
  identity_provider text NOT NULL, -- the only one that may name this tenant
  created_at timestamptz NOT NULL DEFAULT now()
);

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'registry') THEN
    CREATE ROLE registry;
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO registry', current_database());
END
$$;
GRANT USAGE ON SCHEMA registry TO registry;
GRANT SELECT ON ALL TABLES IN SCHEMA registry TO registry;
