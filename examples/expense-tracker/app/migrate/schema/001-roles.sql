-- Three roles. `tracker`, the owner, migrates and does nothing else. `app` is the web application, the login service and the machine
-- API: row-level security binds it, and it creates nothing. `rates` writes exchange rates, which all tenants read.
DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['app', 'rates'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I NOINHERIT', role);
    END IF;
    EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', role, '25s'); -- the gateway waits for 29 seconds
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', role, '30s');
  END LOOP;
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); -- SELECT … INTO TEMP creates tables
END
$$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Clients of the machine API write SQL of their own, and any SQL can call set_config('app.user_id', …). So the user of a transaction
-- counts only with a proof: a keyed hash of it, whose key is derived from the password of `app`, and which no client can compute.
CREATE TABLE proof_key (id boolean PRIMARY KEY DEFAULT true CHECK (id), key bytea NOT NULL);

CREATE FUNCTION proven_user() RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
    SELECT claimed
    FROM proof_key, current_setting('app.user_id', true) AS claimed
    WHERE current_setting('app.proof', true) = encode(sha256(key || sha256(key || convert_to(claimed, 'UTF8'))), 'hex')
  $$;
GRANT EXECUTE ON FUNCTION proven_user() TO app;
