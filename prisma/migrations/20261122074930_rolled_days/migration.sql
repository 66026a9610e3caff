-- CreateTable
CREATE TABLE "RolledDay" (
    "organisationId" UUID NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "to" TIMESTAMP(3) NOT NULL,
    "timeZone" TEXT NOT NULL,

    CONSTRAINT "RolledDay_pkey" PRIMARY KEY ("organisationId","from")
);

-- CreateTable
CREATE TABLE "RolledFigures" (
    "id" BIGSERIAL NOT NULL,
    "organisationId" UUID NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "slice" TEXT NOT NULL,
    "hour" TIMESTAMP(3),
    "key" TEXT,
    "groupId" UUID,
    "offered" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL,
    "abandoned" INTEGER NOT NULL,
    "overflowed" INTEGER NOT NULL,
    "closed" INTEGER NOT NULL,
    "callbackRequested" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "callbacksAsked" INTEGER NOT NULL,
    "callbacksReached" INTEGER NOT NULL,
    "callbacksUnreached" INTEGER NOT NULL,
    "callbacksCancelled" INTEGER NOT NULL,
    "callbacksOpen" INTEGER NOT NULL,
    "callbackAttempts" INTEGER NOT NULL,
    "handled" INTEGER NOT NULL,
    "estimated" INTEGER NOT NULL,
    "talkSeconds" INTEGER NOT NULL,
    "wrapUpSeconds" INTEGER NOT NULL,
    "estimateErrorSeconds" INTEGER NOT NULL,
    "answeredWaits" BYTEA NOT NULL,
    "abandonedWaits" BYTEA NOT NULL,

    CONSTRAINT "RolledFigures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RolledMisses" (
    "id" BIGSERIAL NOT NULL,
    "organisationId" UUID NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "groupId" UUID,
    "userId" UUID NOT NULL,
    "result" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,

    CONSTRAINT "RolledMisses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportChange" (
    "id" BIGSERIAL NOT NULL,
    "organisationId" UUID NOT NULL,
    "at" TIMESTAMP(3),
    "callId" UUID,
    "notedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReportChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RolledFigures_organisationId_slice_from_idx" ON "RolledFigures"("organisationId", "slice", "from");

-- CreateIndex
CREATE INDEX "RolledMisses_organisationId_from_idx" ON "RolledMisses"("organisationId", "from");

-- CreateIndex
CREATE INDEX "ReportChange_organisationId_at_idx" ON "ReportChange"("organisationId", "at");

-- CreateIndex
CREATE INDEX "ReportChange_organisationId_callId_idx" ON "ReportChange"("organisationId", "callId");

-- AddForeignKey
ALTER TABLE "RolledDay" ADD CONSTRAINT "RolledDay_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RolledFigures" ADD CONSTRAINT "RolledFigures_organisationId_from_fkey" FOREIGN KEY ("organisationId", "from") REFERENCES "RolledDay"("organisationId", "from") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RolledMisses" ADD CONSTRAINT "RolledMisses_organisationId_from_fkey" FOREIGN KEY ("organisationId", "from") REFERENCES "RolledDay"("organisationId", "from") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a report could see of a call has changed. A row each time, never "unless there is one": one that is there may be about to go with
-- figures that were made without this change.
-- \073 is a semicolon: the engine that writes migrations splits scripts at each one, also inside a function's body.
CREATE FUNCTION "quarter_of"(at timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE AS E'
  SELECT date_bin(''15 minutes'', at, timestamp ''2000-01-01'')
';

CREATE FUNCTION "note_new_calls"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "ReportChange" ("organisationId", "at")
  SELECT DISTINCT "organisationId", "quarter_of"("arrivedAt") FROM new_rows WHERE "outcome" IS NOT NULL\073
  RETURN NULL\073
END\073
';

CREATE FUNCTION "note_changed_calls"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "ReportChange" ("organisationId", "at")
  SELECT DISTINCT c."organisationId", "quarter_of"(c."arrivedAt")
  FROM new_rows n JOIN old_rows o ON o."id" = n."id"
    CROSS JOIN LATERAL (VALUES (n."organisationId", n."arrivedAt"), (o."organisationId", o."arrivedAt")) c ("organisationId", "arrivedAt")
  WHERE (n."outcome" IS NOT NULL OR o."outcome" IS NOT NULL)
    AND (o."organisationId", o."arrivedAt", o."groupId", o."groupName", o."direction", o."answeredById", o."outcome", o."outcomeReason", o."waitSeconds", o."talkSeconds", o."wrapUpSeconds", o."forecastErrorSeconds", o."origin")
    IS DISTINCT FROM (n."organisationId", n."arrivedAt", n."groupId", n."groupName", n."direction", n."answeredById", n."outcome", n."outcomeReason", n."waitSeconds", n."talkSeconds", n."wrapUpSeconds", n."forecastErrorSeconds", n."origin")\073
  RETURN NULL\073
END\073
';

CREATE FUNCTION "note_deleted_calls"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "ReportChange" ("organisationId", "at")
  SELECT DISTINCT c."organisationId", "quarter_of"(c."arrivedAt") FROM old_rows c
  WHERE c."outcome" IS NOT NULL AND EXISTS (SELECT 1 FROM "Organisation" o WHERE o."id" = c."organisationId")\073
  RETURN NULL\073
END\073
';

CREATE FUNCTION "note_rings"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "ReportChange" ("organisationId", "at")
  SELECT DISTINCT c."organisationId", "quarter_of"(c."arrivedAt") FROM new_rows n JOIN "Call" c ON c."id" = n."callId" WHERE n."kind" = ''ringEnded''\073
  RETURN NULL\073
END\073
';

CREATE FUNCTION "note_callback"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP <> ''INSERT'' THEN PERFORM "note_callback_of"(OLD."organisationId", OLD."originCallId")\073 END IF\073
  IF TG_OP <> ''DELETE'' THEN PERFORM "note_callback_of"(NEW."organisationId", NEW."originCallId")\073 END IF\073
  RETURN NULL\073
END\073
';

-- A call that another transaction is just writing is not seen, so it is named.
CREATE FUNCTION "note_callback_of"(organisation uuid, call uuid) RETURNS void LANGUAGE sql AS E'
  INSERT INTO "ReportChange" ("organisationId", "at", "callId")
  SELECT o."id", "quarter_of"(c."arrivedAt"), CASE WHEN c."id" IS NULL THEN call END
  FROM "Organisation" o LEFT JOIN "Call" c ON c."id" = call WHERE o."id" = organisation AND call IS NOT NULL
';

CREATE TRIGGER "Call_noted_new" AFTER INSERT ON "Call" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "note_new_calls"();

CREATE TRIGGER "Call_noted_changed" AFTER UPDATE ON "Call" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "note_changed_calls"();

CREATE TRIGGER "Call_noted_deleted" AFTER DELETE ON "Call" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "note_deleted_calls"();

CREATE TRIGGER "CallEvent_noted" AFTER INSERT ON "CallEvent" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "note_rings"();

CREATE TRIGGER "Callback_noted" AFTER INSERT OR DELETE OR UPDATE OF "state", "originCallId", "organisationId" ON "Callback"
  FOR EACH ROW EXECUTE FUNCTION "note_callback"();
