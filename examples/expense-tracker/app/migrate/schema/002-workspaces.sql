CREATE TABLE workspaces (
  workspace_id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE workspace_members (
  workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  user_id text NOT NULL,
  PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX ON workspace_members (user_id);

CREATE TABLE ledger_entries (
  entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id text NOT NULL DEFAULT current_setting('app.workspace_id') REFERENCES workspaces ON DELETE CASCADE,
  ts timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL CHECK (kind IN ('income', 'spend', 'transfer')),
  amount numeric(18, 2) NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3,4}$'),
  category text,
  note text,
  import_key text,
  UNIQUE (workspace_id, import_key)
);
CREATE INDEX ON ledger_entries (workspace_id, ts);

-- The policies of `app`. The owner passes them by: migrations see all rows.
ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspace_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_entries ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON workspace_members TO app USING (user_id = (SELECT proven_user()));
CREATE POLICY of_members ON workspaces TO app
  USING (workspace_id IN (SELECT m.workspace_id FROM workspace_members m)); -- of the user, by the policy above
CREATE POLICY of_members ON ledger_entries TO app
  USING (
    workspace_id = (SELECT current_setting('app.workspace_id', true))
    AND workspace_id IN (SELECT m.workspace_id FROM workspace_members m)
  );

GRANT SELECT ON workspaces, workspace_members TO app; -- nobody joins a workspace by an INSERT of their own
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_entries TO app;

CREATE FUNCTION create_workspace(name text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
    DECLARE
      created text;
    BEGIN
      IF proven_user() IS NULL THEN
        RAISE EXCEPTION 'no user' USING ERRCODE = 'insufficient_privilege';
      END IF;
      INSERT INTO workspaces (name) VALUES (name) RETURNING workspace_id INTO created;
      INSERT INTO workspace_members (workspace_id, user_id) VALUES (created, proven_user());
      RETURN created;
    END
  $$;
GRANT EXECUTE ON FUNCTION create_workspace(text) TO app;
