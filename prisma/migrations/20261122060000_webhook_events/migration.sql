-- AlterTable
ALTER TABLE "Webhook" ADD COLUMN     "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "WebhookDelivery" ADD COLUMN     "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "lastAttemptAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "Webhook_organisationId_idx" ON "Webhook"("organisationId");

-- CreateIndex
CREATE INDEX "WebhookDelivery_webhookId_at_idx" ON "WebhookDelivery"("webhookId", "at" DESC);

-- An event is what changes a record, whoever changes it: its deliveries are written by triggers, in the same transaction. What is
-- written a second time (a journal that is replayed) changes nothing and is no event.
-- \073 is a semicolon: the engine that writes migrations splits scripts at each one, also inside a function's body.
CREATE FUNCTION "webhook_event"(organisation uuid, happened text, data jsonb) RETURNS void LANGUAGE sql AS E'
  INSERT INTO "WebhookDelivery" ("id", "webhookId", "event", "payload", "at", "nextAttemptAt")
  SELECT gen_random_uuid(), w."id", happened, data, timezone(''UTC'', clock_timestamp()), timezone(''UTC'', clock_timestamp())
  FROM "Webhook" w WHERE w."organisationId" = organisation AND w."enabled" AND happened = ANY(w."events")
';

CREATE FUNCTION "webhook_wanted"(organisation uuid) RETURNS boolean LANGUAGE sql STABLE AS E'
  SELECT EXISTS (SELECT 1 FROM "Webhook" WHERE "organisationId" = organisation AND "enabled")
';

CREATE FUNCTION "webhook_time"(at timestamp) RETURNS text LANGUAGE sql IMMUTABLE AS E'
  SELECT to_char(at, ''YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'')
';

CREATE FUNCTION "webhook_call"(c "Call") RETURNS jsonb LANGUAGE sql STABLE AS E'
  SELECT jsonb_build_object(''callId'', c."id", ''direction'', c."direction", ''groupId'', c."groupId", ''groupName'', c."groupName",
    ''dialledNumber'', c."dialledNumber", ''callerNumber'', c."callerNumber", ''callerName'', c."callerName",
    ''arrivedAt'', "webhook_time"(c."arrivedAt"))
';

CREATE FUNCTION "webhook_answer"(c "Call") RETURNS jsonb LANGUAGE sql STABLE AS E'
  SELECT "webhook_call"(c) || jsonb_build_object(''answeredAt'', "webhook_time"(c."answeredAt"), ''memberId'', c."answeredById",
    ''memberName'', (SELECT u."name" FROM "User" u WHERE u."id" = c."answeredById"))
';

CREATE FUNCTION "tell_call_event"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF NOT "webhook_wanted"(NEW."organisationId") THEN RETURN NULL\073 END IF\073
  IF TG_OP = ''INSERT'' THEN
    PERFORM "webhook_event"(NEW."organisationId", ''call.arrived'', "webhook_call"(NEW))\073
    RETURN NULL\073
  END IF\073
  IF OLD."answeredAt" IS NULL AND NEW."answeredAt" IS NOT NULL THEN
    PERFORM "webhook_event"(NEW."organisationId", ''call.answered'', "webhook_answer"(NEW))\073
  END IF\073
  IF OLD."outcome" IS NULL AND NEW."outcome" IS NOT NULL THEN
    PERFORM "webhook_event"(NEW."organisationId", ''call.ended'', "webhook_answer"(NEW) || jsonb_build_object(
      ''endedAt'', "webhook_time"(NEW."endedAt"), ''outcome'', NEW."outcome", ''outcomeReason'', NEW."outcomeReason", ''endedBy'', NEW."endedBy",
      ''waitSeconds'', NEW."waitSeconds", ''talkSeconds'', NEW."talkSeconds"))\073
  END IF\073
  RETURN NULL\073
END\073
';

CREATE TRIGGER "Call_arrived_event" AFTER INSERT ON "Call"
  FOR EACH ROW EXECUTE FUNCTION "tell_call_event"();

CREATE TRIGGER "Call_changed_event" AFTER UPDATE OF "answeredAt", "outcome" ON "Call"
  FOR EACH ROW EXECUTE FUNCTION "tell_call_event"();

CREATE FUNCTION "webhook_callback"(c "Callback") RETURNS jsonb LANGUAGE sql STABLE AS E'
  SELECT jsonb_build_object(''callbackId'', c."id", ''callId'', c."originCallId", ''groupId'', c."groupId",
    ''groupName'', coalesce((SELECT g."name" FROM "Group" g WHERE g."id" = c."groupId"), ''''), ''number'', c."number",
    ''requestedAt'', "webhook_time"(c."requestedAt"), ''expiresAt'', "webhook_time"(c."expiresAt"))
';

CREATE FUNCTION "tell_callback_event"() RETURNS trigger LANGUAGE plpgsql AS E'
DECLARE
  c "Callback" := CASE WHEN TG_OP = ''DELETE'' THEN OLD ELSE NEW END\073
BEGIN
  IF NOT "webhook_wanted"(c."organisationId") THEN RETURN NULL\073 END IF\073
  IF TG_OP = ''INSERT'' THEN
    PERFORM "webhook_event"(c."organisationId", ''callback.requested'', "webhook_callback"(c))\073
  ELSIF TG_OP = ''DELETE'' THEN
    PERFORM "webhook_event"(c."organisationId", ''callback.ended'', "webhook_callback"(c) || jsonb_build_object(
      ''state'', ''cancelled'', ''reason'', ''groupDeleted'', ''attempts'', c."attempts", ''endedAt'', "webhook_time"(timezone(''UTC'', clock_timestamp())::timestamp)))\073
  ELSE
    PERFORM "webhook_event"(c."organisationId", ''callback.ended'', "webhook_callback"(c) || jsonb_build_object(
      ''state'', c."state", ''reason'', c."endReason", ''attempts'', c."attempts", ''endedAt'', "webhook_time"(c."endedAt")))\073
  END IF\073
  RETURN NULL\073
END\073
';

CREATE TRIGGER "Callback_requested_event" AFTER INSERT ON "Callback"
  FOR EACH ROW EXECUTE FUNCTION "tell_callback_event"();

CREATE TRIGGER "Callback_ended_event" AFTER UPDATE OF "state" ON "Callback"
  FOR EACH ROW WHEN (OLD."state" IN ('waiting', 'reserved', 'ringing') AND NEW."state" NOT IN ('waiting', 'reserved', 'ringing'))
  EXECUTE FUNCTION "tell_callback_event"();

-- An open request goes with its group.
CREATE TRIGGER "Callback_deleted_event" AFTER DELETE ON "Callback"
  FOR EACH ROW WHEN (OLD."state" IN ('waiting', 'reserved', 'ringing')) EXECUTE FUNCTION "tell_callback_event"();

CREATE FUNCTION "tell_message_event"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF NOT "webhook_wanted"(NEW."organisationId") THEN RETURN NULL\073 END IF\073
  PERFORM "webhook_event"(NEW."organisationId", ''message.recorded'', jsonb_build_object(
    ''messageId'', NEW."id", ''messageBoxId'', NEW."messageBoxId", ''boxName'', NEW."boxName", ''groupId'', NEW."groupId",
    ''callId'', NEW."callId", ''callerNumber'', NEW."callerNumber", ''callerName'', NEW."callerName",
    ''startedAt'', "webhook_time"(NEW."startedAt"), ''completedAt'', "webhook_time"(NEW."completedAt"), ''cutOff'', NEW."cutOff",
    ''answers'', coalesce((
      SELECT jsonb_agg(jsonb_build_object(''question'', a."prompt", ''keys'', a."keys", ''seconds'', (
        SELECT round(sum(octet_length(s."alaw")) / 8000.0)
        FROM "MessageSound" s WHERE s."messageId" = a."messageId" AND s."question" = a."question")) ORDER BY a."question")
      FROM "MessageAnswer" a WHERE a."messageId" = NEW."id"), ''[]''::jsonb)))\073
  RETURN NULL\073
END\073
';

CREATE TRIGGER "Message_recorded_event" AFTER UPDATE OF "completedAt" ON "Message"
  FOR EACH ROW WHEN (OLD."completedAt" IS NULL AND NEW."completedAt" IS NOT NULL) EXECUTE FUNCTION "tell_message_event"();

-- The worker that delivers is told of what is new, or is to be delivered anew, not of its own attempts.
CREATE FUNCTION "tell_webhook_delivery"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(''jono_webhooks'', (SELECT w."organisationId"::text FROM "Webhook" w WHERE w."id" = NEW."webhookId"))\073
  RETURN NULL\073
END\073
';

CREATE TRIGGER "WebhookDelivery_told" AFTER INSERT OR UPDATE OF "nextAttemptAt" ON "WebhookDelivery"
  FOR EACH ROW WHEN (NEW."attempts" = 0 AND NEW."nextAttemptAt" IS NOT NULL) EXECUTE FUNCTION "tell_webhook_delivery"();
