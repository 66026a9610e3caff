-- The audit log is append-only: rows go only with their organisation.
-- \073 is a semicolon: the engine that writes migrations splits scripts at each one, also inside a function's body.
CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = ''DELETE'' AND NOT EXISTS (SELECT 1 FROM "Organisation" WHERE "id" = OLD."organisationId") THEN
    RETURN OLD\073
  END IF\073
  RAISE EXCEPTION ''the audit log is append-only''\073
END\073
';

CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
