-- `importer` is the login of imports. It alone deletes contacts, to take an import back, and row-level security holds for it: each
-- transaction is of one tenant. The ledger of 002-ledger.sql has rejected rows of all tenants, so no other login reads it.
CREATE ROLE importer NOLOGIN;

-- The login of a database that moves in, whose runbook grants it rights for that time.
CREATE ROLE migration NOLOGIN;

ALTER TABLE contacts
  ADD COLUMN born_on date,
  ADD COLUMN revenue_cents bigint,
  ADD COLUMN status text CHECK (status IN ('active', 'paused')),
  ADD COLUMN import_id bigint;

CREATE INDEX contacts_import ON contacts (import_id);

GRANT USAGE ON SCHEMA public TO importer;
GRANT SELECT, INSERT, DELETE ON contacts TO importer;
GRANT SELECT, INSERT, UPDATE ON file_imports TO importer;
GRANT SELECT, INSERT, DELETE ON file_import_rejections TO importer;
