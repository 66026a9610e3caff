-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "forecastErrorSeconds" INTEGER,
ADD COLUMN     "origin" TEXT NOT NULL DEFAULT 'unknown',
ADD COLUMN     "otherNumber" TEXT COLLATE "C";

-- Calls of before: read as far as SQL can. The worker reads new ones with lib/domain/phone-number.ts.
UPDATE "Call" SET "otherNumber" = regexp_replace(regexp_replace(regexp_replace(
  CASE WHEN "direction" = 'outgoing' THEN "dialledNumber" ELSE "callerNumber" END,
  '[[:space:]()./-]', '', 'g'), '^00', '+'), '^0', '+358');
UPDATE "Call" SET "origin" = CASE WHEN "otherNumber" IS NULL THEN 'withheld' WHEN "otherNumber" ~ '^[0-9]{2,5}$' THEN 'inside' ELSE 'unknown' END;

-- CreateTable
CREATE TABLE "LoginPeriod" (
    "id" BIGSERIAL NOT NULL,
    "groupId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "beganAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LoginPeriod_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PausePeriod" (
    "id" BIGSERIAL NOT NULL,
    "userId" UUID NOT NULL,
    "beganAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "PausePeriod_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LoginPeriod_userId_endedAt_idx" ON "LoginPeriod"("userId", "endedAt");

-- CreateIndex
CREATE INDEX "PausePeriod_userId_endedAt_idx" ON "PausePeriod"("userId", "endedAt");

-- CreateIndex
CREATE INDEX "Call_organisationId_otherNumber_idx" ON "Call"("organisationId", "otherNumber");

-- CreateIndex
CREATE INDEX "Callback_originCallId_idx" ON "Callback"("originCallId");

-- A log-in ends in several ways (the member, a supervisor, the worker, a changed or deleted group): each leaves its period.
-- \073 is a semicolon: the engine that writes migrations splits scripts at each one, also inside a function's body.
CREATE FUNCTION "keep_login_period"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "LoginPeriod" ("groupId", "userId", "beganAt", "endedAt")
  VALUES (OLD."groupId", OLD."userId", OLD."loggedInAt", GREATEST(OLD."loggedInAt", timezone(''UTC'', clock_timestamp())))\073
  RETURN NULL\073
END\073
';

CREATE TRIGGER "GroupLogin_period" AFTER DELETE ON "GroupLogin"
  FOR EACH ROW EXECUTE FUNCTION "keep_login_period"();

CREATE FUNCTION "keep_pause_period"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF NEW."paused" THEN
    INSERT INTO "PausePeriod" ("userId", "beganAt")
    SELECT NEW."userId", timezone(''UTC'', clock_timestamp())
    WHERE NOT EXISTS (SELECT 1 FROM "PausePeriod" WHERE "userId" = NEW."userId" AND "endedAt" IS NULL)\073
  ELSE
    UPDATE "PausePeriod" SET "endedAt" = timezone(''UTC'', clock_timestamp()) WHERE "userId" = NEW."userId" AND "endedAt" IS NULL\073
  END IF\073
  RETURN NULL\073
END\073
';

CREATE TRIGGER "AgentState_pause" AFTER INSERT OR UPDATE ON "AgentState"
  FOR EACH ROW EXECUTE FUNCTION "keep_pause_period"();
