-- `app` is the login of API and workers, and owns nothing: row-level security holds for it. It reads and writes rows of one tenant at a
-- time, that of `app.tenant`, which each transaction sets anew.
CREATE ROLE app NOLOGIN;

CREATE TABLE tenants (
  tenant_id text PRIMARY KEY CHECK (tenant_id ~ '^[a-z][a-z0-9-]{0,29}[a-z0-9]$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'frozen', 'moved')),
  moved_to text CHECK ((moved_to IS NULL) = (state <> 'moved'))
);

CREATE TABLE contacts (
  tenant_id text NOT NULL REFERENCES tenants,
  contact_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text NOT NULL CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, contact_id)
);

CREATE TABLE leads (
  tenant_id text NOT NULL,
  contact_id uuid NOT NULL,
  trace_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, contact_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts
);

ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
ALTER TABLE leads ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON tenants USING (tenant_id = current_setting('app.tenant', true));
CREATE POLICY own ON contacts USING (tenant_id = current_setting('app.tenant', true));
CREATE POLICY own ON leads USING (tenant_id = current_setting('app.tenant', true));

GRANT USAGE ON SCHEMA public TO app;
GRANT SELECT, INSERT, UPDATE ON tenants TO app;
GRANT SELECT, INSERT ON contacts, leads TO app;
