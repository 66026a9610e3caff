-- Whoever takes a person's access away, and however, the portal is told when it is done: open streams end at once.
-- \073 is a semicolon: the engine that writes migrations splits scripts at each one, also inside a function's body.
CREATE FUNCTION "tell_access_changed"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(''jono_access'', coalesce(to_jsonb(OLD)->>''userId'', to_jsonb(OLD)->>''id''))\073
  RETURN NULL\073
END\073
';

CREATE TRIGGER "User_access" AFTER UPDATE OF "active", "role", "tokenVersion" OR DELETE ON "User"
  FOR EACH ROW EXECUTE FUNCTION "tell_access_changed"();

CREATE TRIGGER "Session_access" AFTER DELETE ON "Session"
  FOR EACH ROW EXECUTE FUNCTION "tell_access_changed"();

CREATE TRIGGER "ApiToken_access" AFTER UPDATE OF "revokedAt" OR DELETE ON "ApiToken"
  FOR EACH ROW EXECUTE FUNCTION "tell_access_changed"();
