-- The roles of the database. The owner migrates and does nothing else. `app` has no login: the API logs in as tenants, which are members of
-- it. `audit` adds to the audit logs of all tenants. `sync` replicates what is published.
DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['app', 'audit', 'sync'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I', role);
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), role);
  END LOOP;
  EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;
GRANT rds_replication TO sync;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- What devices keep offline: tenant/*.sql adds tables to it.
CREATE PUBLICATION powersync;
