-- What a tenant has, in its own schema, which is the `search_path` here and of its login. The login has the name of the schema.
CREATE TABLE projects (
  project_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  site text CHECK (length(site) <= 200),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON projects (created_at);

-- Added by the worker alone: neither the API nor SQL of an attacker in it changes what was done.
CREATE TABLE audit_events (
  event_id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text,
  written_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON audit_events (at);

DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %1$I TO %1$I, audit, sync', current_schema());
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON projects TO %I', current_schema());
  EXECUTE format('GRANT SELECT ON audit_events TO %I', current_schema());
END
$$;
GRANT INSERT ON audit_events TO audit;
GRANT SELECT ON projects TO sync;
ALTER PUBLICATION powersync ADD TABLE projects;
