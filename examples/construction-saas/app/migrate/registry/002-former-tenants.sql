-- Schema, files and users of a tenant stay when the registry forgets it: another customer of its name would find them.
CREATE TABLE registry.former_tenants (
  tenant_id text PRIMARY KEY,
  forgotten_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION registry.keep_former_tenant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO registry.former_tenants (tenant_id) VALUES (OLD.tenant_id);
  RETURN OLD;
END
$$;
CREATE TRIGGER keep_former_tenant BEFORE DELETE ON registry.tenants
  FOR EACH ROW EXECUTE FUNCTION registry.keep_former_tenant();

CREATE FUNCTION registry.refuse_former_tenant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM registry.former_tenants WHERE tenant_id = NEW.tenant_id) THEN
    RAISE EXCEPTION 'The data of an earlier tenant % are still there: choose another id, or, for the same customer, run return-tenant first.', NEW.tenant_id;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER refuse_former_tenant BEFORE INSERT OR UPDATE OF tenant_id ON registry.tenants
  FOR EACH ROW EXECUTE FUNCTION registry.refuse_former_tenant();
