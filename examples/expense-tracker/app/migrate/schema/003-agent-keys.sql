-- Keys of machine clients. The token itself is stored nowhere; `key_hash` is its SHA-256, and the value of a key of API Gateway too,
-- by which the usage plan counts.
CREATE TABLE agent_keys (
  key_hash text PRIMARY KEY CHECK (key_hash ~ '^[0-9a-f]{64}$'),
  user_id text NOT NULL DEFAULT proven_user(),
  gateway_key_id text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE agent_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON agent_keys TO app USING (user_id = (SELECT proven_user()));
GRANT SELECT, INSERT, DELETE ON agent_keys TO app;

-- All users share the 10,000 keys of an account. Those of one user are counted one after the other, also if requests come at once.
CREATE FUNCTION limit_agent_keys() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended(NEW.user_id, 0));
      IF (SELECT count(*) FROM agent_keys WHERE user_id = NEW.user_id) >= 10 THEN
        RAISE EXCEPTION 'a user has ten keys at most' USING ERRCODE = 'program_limit_exceeded';
      END IF;
      RETURN NEW;
    END
  $$;
CREATE TRIGGER limited BEFORE INSERT ON agent_keys FOR EACH ROW EXECUTE FUNCTION limit_agent_keys();

-- The authorizer asks before it knows a user.
CREATE FUNCTION user_of_key(hash text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT user_id FROM agent_keys WHERE key_hash = hash $$;
GRANT EXECUTE ON FUNCTION user_of_key(text) TO app;
