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

-- The authorizer asks before it knows a user.
CREATE FUNCTION user_of_key(hash text) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT user_id FROM agent_keys WHERE key_hash = hash $$;
GRANT EXECUTE ON FUNCTION user_of_key(text) TO app;
