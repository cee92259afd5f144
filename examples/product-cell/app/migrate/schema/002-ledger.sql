-- The ledger of file imports. The owner of the database applies it, once and again: a second run changes nothing.
-- The login of the import, here `importer`, owns nothing and needs these rights, beside those on the tables that it imports into:
--   GRANT SELECT, INSERT, UPDATE ON file_imports TO importer;
--   GRANT SELECT, INSERT, DELETE ON file_import_rejections TO importer;
--   GRANT SELECT, INSERT ON contacts TO importer;             -- and DELETE, to undo an import
-- Give no other login a right on them: they have rows of all tenants, and no row-level security.

CREATE TABLE IF NOT EXISTS file_imports (
  import_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_name text NOT NULL,
  tenant text NOT NULL DEFAULT '',
  file_sha256 text NOT NULL,
  definition_sha256 text NOT NULL,
  object_key text NOT NULL,
  file_bytes bigint NOT NULL,
  run text NOT NULL,
  reports text NOT NULL,
  state text NOT NULL CHECK (state IN ('validated', 'loading', 'done', 'undoing', 'undone')),
  lines_done bigint NOT NULL DEFAULT 0,
  rows_read bigint NOT NULL DEFAULT 0,
  rows_rejected bigint NOT NULL DEFAULT 0,
  rows_inserted bigint NOT NULL DEFAULT 0,
  rows_duplicate bigint NOT NULL DEFAULT 0,
  rows_deleted bigint NOT NULL DEFAULT 0,
  rejected_by jsonb NOT NULL DEFAULT '[]',
  ignored_columns jsonb NOT NULL DEFAULT '[]',
  validated_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  CHECK (rows_read = rows_rejected + rows_inserted + rows_duplicate)
);

-- A file that was undone can be imported again.
CREATE UNIQUE INDEX IF NOT EXISTS file_imports_once
  ON file_imports (import_name, tenant, file_sha256, definition_sha256) WHERE state <> 'undone';

-- Rejected rows, until rejected.csv is written.
CREATE TABLE IF NOT EXISTS file_import_rejections (
  import_id bigint NOT NULL REFERENCES file_imports,
  row_number bigint NOT NULL,
  line bigint NOT NULL,
  column_name text NOT NULL,
  reason text NOT NULL,
  rule text NOT NULL,
  cells jsonb NOT NULL,
  PRIMARY KEY (import_id, row_number)
);
