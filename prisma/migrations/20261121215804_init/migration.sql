-- CreateEnum
CREATE TYPE "Language" AS ENUM ('fi', 'sv', 'en');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('administrator', 'supervisor', 'member');

-- CreateEnum
CREATE TYPE "Profile" AS ENUM ('basic', 'multi');

-- CreateEnum
CREATE TYPE "DeviceKind" AS ENUM ('workstation', 'mobile', 'ipPhone', 'externalPbx');

-- CreateEnum
CREATE TYPE "DestinationKind" AS ENUM ('group', 'user', 'menu', 'outsideNumber', 'announcement', 'messageBox', 'busy', 'hangUp');

-- CreateEnum
CREATE TYPE "NumberType" AS ENUM ('test', 'freephone', 'general', 'company', 'transaction', 'entertainment', 'geographic', 'mobile');

-- CreateEnum
CREATE TYPE "PresentedNumber" AS ENUM ('group', 'caller');

-- CreateEnum
CREATE TYPE "NumberTagKind" AS ENUM ('none', 'prefix', 'suffix');

-- CreateEnum
CREATE TYPE "ManualHours" AS ENUM ('automatic', 'open', 'closed', 'emergency');

-- CreateEnum
CREATE TYPE "CallOutcome" AS ENUM ('answered', 'abandoned', 'overflowed', 'closed', 'callbackRequested', 'failed');

-- CreateEnum
CREATE TYPE "CallDirection" AS ENUM ('incoming', 'outgoing', 'internal');

-- CreateEnum
CREATE TYPE "CallbackState" AS ENUM ('waiting', 'reserved', 'ringing', 'reached', 'unreached', 'expired', 'cancelled', 'failed');

-- CreateTable
CREATE TABLE "Organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "language" "Language" NOT NULL DEFAULT 'fi',
    "timeZone" TEXT NOT NULL DEFAULT 'Europe/Helsinki',
    "configurationVersion" INTEGER NOT NULL DEFAULT 1,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "serviceLevelTargetPercent" INTEGER NOT NULL DEFAULT 80,
    "callbackRetryMinutes" INTEGER NOT NULL DEFAULT 5,
    "callbackDailyCap" INTEGER NOT NULL DEFAULT 500,
    "allowedNumberClasses" TEXT[] DEFAULT ARRAY['nationalFixed', 'mobile']::TEXT[],
    "presenceNames" JSONB NOT NULL DEFAULT '[]',
    "recordRetentionDays" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "extension" TEXT NOT NULL,
    "role" "Role" NOT NULL DEFAULT 'member',
    "profile" "Profile" NOT NULL DEFAULT 'basic',
    "passwordHash" TEXT,
    "tokenVersion" INTEGER NOT NULL DEFAULT 1,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "language" "Language" NOT NULL DEFAULT 'fi',
    "expertView" BOOLEAN NOT NULL DEFAULT true,
    "theme" TEXT NOT NULL DEFAULT 'system',
    "oidcSubject" TEXT,
    "totpSecret" TEXT,
    "recoveryCodes" TEXT[],
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Device" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" "DeviceKind" NOT NULL,
    "mobileNumber" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SipAccount" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "deviceId" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "realm" TEXT NOT NULL,
    "ha1Md5" TEXT NOT NULL,
    "ha1Sha256" TEXT NOT NULL,
    "ha1Sha512256" TEXT NOT NULL,

    CONSTRAINT "SipAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SipBinding" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "contactUri" TEXT NOT NULL,
    "receivedAddress" TEXT NOT NULL,
    "receivedPort" INTEGER NOT NULL,
    "transport" TEXT NOT NULL,
    "callId" TEXT NOT NULL,
    "cseq" BIGINT NOT NULL,
    "q" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "userAgent" TEXT,
    "registeredAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SipBinding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SipRegistrationEvent" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SipRegistrationEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BillingAccount" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "BillingAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Number" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "digits" TEXT NOT NULL,
    "type" "NumberType" NOT NULL,
    "priceText" TEXT NOT NULL DEFAULT '',
    "purpose" TEXT NOT NULL DEFAULT '',
    "parallelNumber" TEXT,
    "answerMode" TEXT NOT NULL DEFAULT 'answer',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Number_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Announcement" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "language" "Language" NOT NULL DEFAULT 'fi',
    "kind" TEXT NOT NULL DEFAULT 'announcement',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnnouncementAudio" (
    "id" UUID NOT NULL,
    "announcementId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "wav" BYTEA NOT NULL,
    "alaw" BYTEA NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AnnouncementAudio_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SystemPromptOverride" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "promptId" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "wav" BYTEA NOT NULL,
    "alaw" BYTEA NOT NULL,
    "durationMs" INTEGER NOT NULL,

    CONSTRAINT "SystemPromptOverride_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Destination" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "kind" "DestinationKind" NOT NULL,
    "targetGroupId" UUID,
    "targetUserId" UUID,
    "targetMenuId" UUID,
    "targetMessageBoxId" UUID,
    "announcementId" UUID,
    "outsideNumber" TEXT,

    CONSTRAINT "Destination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Group" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "type" TEXT NOT NULL DEFAULT 'customerService',
    "name" TEXT NOT NULL,
    "language" "Language" NOT NULL DEFAULT 'fi',
    "billingAccountId" UUID,
    "numberId" UUID NOT NULL,
    "hideFromDirectory" BOOLEAN NOT NULL DEFAULT false,
    "allowNumberPresentation" BOOLEAN NOT NULL DEFAULT false,
    "presentedNumber" "PresentedNumber" NOT NULL DEFAULT 'caller',
    "numberTagKind" "NumberTagKind" NOT NULL DEFAULT 'none',
    "numberTagDigits" TEXT NOT NULL DEFAULT '',
    "serviceLevelTargetSeconds" INTEGER NOT NULL DEFAULT 20,
    "shortAbandonSeconds" INTEGER NOT NULL DEFAULT 5,
    "maxWaitSeconds" INTEGER,
    "maxAttempts" INTEGER,
    "noAgentsDestinationId" UUID NOT NULL,
    "maxWaiting" INTEGER,
    "overflowDestinationId" UUID NOT NULL,
    "ringInOrder" BOOLEAN NOT NULL DEFAULT false,
    "skillBased" BOOLEAN NOT NULL DEFAULT false,
    "longestIdle" BOOLEAN NOT NULL DEFAULT false,
    "presenceAffects" BOOLEAN NOT NULL DEFAULT true,
    "devices" "DeviceKind"[] DEFAULT ARRAY['workstation', 'mobile', 'ipPhone']::"DeviceKind"[],
    "ringSimultaneously" INTEGER NOT NULL DEFAULT 1,
    "wrapUpSeconds" INTEGER NOT NULL DEFAULT 0,
    "ringSeconds" INTEGER NOT NULL DEFAULT 20,
    "logoutAfterMissed" INTEGER,
    "queueEntryAnnouncementId" UUID,
    "holdAudioId" UUID,
    "progressAnnouncementId" UUID,
    "progressIntervalSeconds" INTEGER NOT NULL DEFAULT 45,
    "playRingback" BOOLEAN NOT NULL DEFAULT true,
    "announcePosition" BOOLEAN NOT NULL DEFAULT false,
    "announceWait" BOOLEAN NOT NULL DEFAULT false,
    "callbackEnabled" BOOLEAN NOT NULL DEFAULT false,
    "callbackRingSeconds" INTEGER NOT NULL DEFAULT 30,
    "callbackAttempts" INTEGER NOT NULL DEFAULT 3,
    "callbackValidityMinutes" INTEGER NOT NULL DEFAULT 480,
    "callbackMetadata" TEXT NOT NULL DEFAULT '',
    "callbackHandlerAnnouncementId" UUID,
    "callbackOfferAnnouncementId" UUID,
    "offerAfterOpenMinutes" INTEGER NOT NULL DEFAULT 0,
    "offerWhenWaitingMoreThan" INTEGER NOT NULL DEFAULT 0,
    "offerWhenLongestWaitMinutes" INTEGER NOT NULL DEFAULT 0,
    "offerWhenEstimatedWaitMinutes" INTEGER NOT NULL DEFAULT 0,
    "stopBeforeCloseMinutes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupMember" (
    "groupId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "skillLevel" INTEGER NOT NULL DEFAULT 3,
    "ringOrder" INTEGER,

    CONSTRAINT "GroupMember_pkey" PRIMARY KEY ("groupId","userId")
);

-- CreateTable
CREATE TABLE "GroupSupervisor" (
    "groupId" UUID NOT NULL,
    "userId" UUID NOT NULL,

    CONSTRAINT "GroupSupervisor_pkey" PRIMARY KEY ("groupId","userId")
);

-- CreateTable
CREATE TABLE "OpeningHours" (
    "groupId" UUID NOT NULL,
    "alwaysOpen" BOOLEAN NOT NULL DEFAULT true,
    "weekly" JSONB NOT NULL DEFAULT '[[],[],[],[],[],[],[]]',
    "closedOnHolidays" BOOLEAN NOT NULL DEFAULT true,
    "manual" "ManualHours" NOT NULL DEFAULT 'automatic',
    "serveAfterCloseMinutes" INTEGER NOT NULL DEFAULT 15,
    "outsideHoursDestinationId" UUID NOT NULL,
    "exceptionDestinationId" UUID NOT NULL,
    "holidayDestinationId" UUID NOT NULL,
    "manualDestinationId" UUID NOT NULL,
    "emergencyDestinationId" UUID NOT NULL,

    CONSTRAINT "OpeningHours_pkey" PRIMARY KEY ("groupId")
);

-- CreateTable
CREATE TABLE "OpeningHoursException" (
    "groupId" UUID NOT NULL,
    "date" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ranges" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "OpeningHoursException_pkey" PRIMARY KEY ("groupId","date")
);

-- CreateTable
CREATE TABLE "Menu" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "language" "Language" NOT NULL DEFAULT 'fi',
    "greetingId" UUID,
    "dialByExtension" BOOLEAN NOT NULL DEFAULT false,
    "timeoutSeconds" INTEGER NOT NULL DEFAULT 8,
    "retries" INTEGER NOT NULL DEFAULT 2,
    "timeoutDestinationId" UUID,
    "invalidDestinationId" UUID,
    "noExtensionDestinationId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Menu_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MenuOption" (
    "menuId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "destinationId" UUID NOT NULL,

    CONSTRAINT "MenuOption_pkey" PRIMARY KEY ("menuId","key")
);

-- CreateTable
CREATE TABLE "MessageBox" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "questions" JSONB NOT NULL DEFAULT '[]',
    "email" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "MessageBox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Trunk" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "sourceAddresses" TEXT[],
    "peer" TEXT NOT NULL,
    "transport" TEXT NOT NULL DEFAULT 'udp',
    "registerUser" TEXT,
    "registerPassword" TEXT,
    "registerRealm" TEXT,
    "callsPerSecond" INTEGER NOT NULL DEFAULT 10,
    "channels" INTEGER NOT NULL DEFAULT 30,
    "monitor" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Trunk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Call" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "groupId" UUID,
    "groupName" TEXT NOT NULL,
    "dialledNumber" TEXT NOT NULL,
    "callerNumber" TEXT,
    "callerName" TEXT,
    "direction" "CallDirection" NOT NULL,
    "sipCallId" TEXT NOT NULL,
    "arrivedAt" TIMESTAMP(3) NOT NULL,
    "queuedAt" TIMESTAMP(3),
    "answeredAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "answeredById" UUID,
    "outcome" "CallOutcome",
    "outcomeReason" TEXT,
    "endedBy" TEXT,
    "waitSeconds" INTEGER,
    "talkSeconds" INTEGER,
    "wrapUpSeconds" INTEGER,
    "notes" TEXT NOT NULL DEFAULT '',
    "workerToken" BIGINT,

    CONSTRAINT "Call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CallEvent" (
    "callId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "userId" UUID,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "CallEvent_pkey" PRIMARY KEY ("callId","sequence")
);

-- CreateTable
CREATE TABLE "CallLeg" (
    "id" UUID NOT NULL,
    "callId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "billingAccountId" UUID,

    CONSTRAINT "CallLeg_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Callback" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "originCallId" UUID,
    "number" TEXT NOT NULL,
    "state" "CallbackState" NOT NULL DEFAULT 'waiting',
    "arrivedAt" TIMESTAMP(3) NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "nextAttemptAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reservedById" UUID,
    "endedAt" TIMESTAMP(3),
    "endReason" TEXT,
    "fencingToken" BIGINT,

    CONSTRAINT "Callback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CallbackAttempt" (
    "id" UUID NOT NULL,
    "callbackId" UUID NOT NULL,
    "userId" UUID,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "result" TEXT,

    CONSTRAINT "CallbackAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgentState" (
    "userId" UUID NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "pauseReason" TEXT,
    "presence" TEXT NOT NULL DEFAULT 'available',
    "presenceName" TEXT,
    "changedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AgentState_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "GroupLogin" (
    "groupId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "loggedInAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GroupLogin_pkey" PRIMARY KEY ("groupId","userId")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT,
    "subjectName" TEXT NOT NULL DEFAULT '',
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMP(3),
    "expiresAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PasswordReset" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "PasswordReset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInThrottle" (
    "key" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "windowEndsAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SignInThrottle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "SipBan" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "username" TEXT,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "liftedAt" TIMESTAMP(3),

    CONSTRAINT "SipBan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkerLease" (
    "organisationId" UUID NOT NULL,
    "workerId" TEXT NOT NULL,
    "token" BIGINT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "WorkerLease_pkey" PRIMARY KEY ("organisationId")
);

-- CreateTable
CREATE TABLE "Webhook" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "events" TEXT[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "webhookId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3),
    "deliveredAt" TIMESTAMP(3),
    "lastStatus" TEXT,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_oidcSubject_key" ON "User"("oidcSubject");

-- CreateIndex
CREATE UNIQUE INDEX "User_organisationId_extension_key" ON "User"("organisationId", "extension");

-- CreateIndex
CREATE UNIQUE INDEX "User_organisationId_id_key" ON "User"("organisationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Device_userId_kind_key" ON "Device"("userId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "SipAccount_deviceId_key" ON "SipAccount"("deviceId");

-- CreateIndex
CREATE UNIQUE INDEX "SipAccount_username_key" ON "SipAccount"("username");

-- CreateIndex
CREATE INDEX "SipBinding_expiresAt_idx" ON "SipBinding"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "SipBinding_accountId_contactUri_key" ON "SipBinding"("accountId", "contactUri");

-- CreateIndex
CREATE INDEX "SipRegistrationEvent_username_createdAt_idx" ON "SipRegistrationEvent"("username", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "BillingAccount_organisationId_code_key" ON "BillingAccount"("organisationId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Number_digits_key" ON "Number"("digits");

-- CreateIndex
CREATE UNIQUE INDEX "Announcement_organisationId_name_key" ON "Announcement"("organisationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "AnnouncementAudio_announcementId_version_key" ON "AnnouncementAudio"("announcementId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "SystemPromptOverride_organisationId_promptId_language_key" ON "SystemPromptOverride"("organisationId", "promptId", "language");

-- CreateIndex
CREATE UNIQUE INDEX "Group_numberId_key" ON "Group"("numberId");

-- CreateIndex
CREATE UNIQUE INDEX "Group_noAgentsDestinationId_key" ON "Group"("noAgentsDestinationId");

-- CreateIndex
CREATE UNIQUE INDEX "Group_overflowDestinationId_key" ON "Group"("overflowDestinationId");

-- CreateIndex
CREATE UNIQUE INDEX "Group_organisationId_name_key" ON "Group"("organisationId", "name");

-- CreateIndex
CREATE INDEX "GroupMember_userId_idx" ON "GroupMember"("userId");

-- CreateIndex
CREATE INDEX "GroupSupervisor_userId_idx" ON "GroupSupervisor"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "OpeningHours_outsideHoursDestinationId_key" ON "OpeningHours"("outsideHoursDestinationId");

-- CreateIndex
CREATE UNIQUE INDEX "OpeningHours_exceptionDestinationId_key" ON "OpeningHours"("exceptionDestinationId");

-- CreateIndex
CREATE UNIQUE INDEX "OpeningHours_holidayDestinationId_key" ON "OpeningHours"("holidayDestinationId");

-- CreateIndex
CREATE UNIQUE INDEX "OpeningHours_manualDestinationId_key" ON "OpeningHours"("manualDestinationId");

-- CreateIndex
CREATE UNIQUE INDEX "OpeningHours_emergencyDestinationId_key" ON "OpeningHours"("emergencyDestinationId");

-- CreateIndex
CREATE UNIQUE INDEX "Menu_timeoutDestinationId_key" ON "Menu"("timeoutDestinationId");

-- CreateIndex
CREATE UNIQUE INDEX "Menu_invalidDestinationId_key" ON "Menu"("invalidDestinationId");

-- CreateIndex
CREATE UNIQUE INDEX "Menu_noExtensionDestinationId_key" ON "Menu"("noExtensionDestinationId");

-- CreateIndex
CREATE UNIQUE INDEX "Menu_organisationId_name_key" ON "Menu"("organisationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "MenuOption_destinationId_key" ON "MenuOption"("destinationId");

-- CreateIndex
CREATE UNIQUE INDEX "MessageBox_organisationId_name_key" ON "MessageBox"("organisationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Trunk_organisationId_name_key" ON "Trunk"("organisationId", "name");

-- CreateIndex
CREATE INDEX "Call_organisationId_arrivedAt_idx" ON "Call"("organisationId", "arrivedAt" DESC);

-- CreateIndex
CREATE INDEX "Call_groupId_arrivedAt_idx" ON "Call"("groupId", "arrivedAt");

-- CreateIndex
CREATE INDEX "Call_answeredById_arrivedAt_idx" ON "Call"("answeredById", "arrivedAt");

-- CreateIndex
CREATE INDEX "Call_endedAt_idx" ON "Call"("endedAt");

-- CreateIndex
CREATE INDEX "CallLeg_callId_idx" ON "CallLeg"("callId");

-- CreateIndex
CREATE INDEX "Callback_organisationId_state_idx" ON "Callback"("organisationId", "state");

-- CreateIndex
CREATE INDEX "Callback_groupId_state_arrivedAt_idx" ON "Callback"("groupId", "state", "arrivedAt");

-- CreateIndex
CREATE INDEX "CallbackAttempt_callbackId_idx" ON "CallbackAttempt"("callbackId");

-- CreateIndex
CREATE INDEX "GroupLogin_userId_idx" ON "GroupLogin"("userId");

-- CreateIndex
CREATE INDEX "AuditEntry_organisationId_at_idx" ON "AuditEntry"("organisationId", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "PasswordReset_hash_key" ON "PasswordReset"("hash");

-- CreateIndex
CREATE INDEX "SipBan_address_endsAt_idx" ON "SipBan"("address", "endsAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_nextAttemptAt_idx" ON "WebhookDelivery"("nextAttemptAt");

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SipAccount" ADD CONSTRAINT "SipAccount_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SipAccount" ADD CONSTRAINT "SipAccount_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SipBinding" ADD CONSTRAINT "SipBinding_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "SipAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BillingAccount" ADD CONSTRAINT "BillingAccount_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Number" ADD CONSTRAINT "Number_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnouncementAudio" ADD CONSTRAINT "AnnouncementAudio_announcementId_fkey" FOREIGN KEY ("announcementId") REFERENCES "Announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SystemPromptOverride" ADD CONSTRAINT "SystemPromptOverride_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Destination" ADD CONSTRAINT "Destination_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Destination" ADD CONSTRAINT "Destination_targetGroupId_fkey" FOREIGN KEY ("targetGroupId") REFERENCES "Group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Destination" ADD CONSTRAINT "Destination_targetUserId_fkey" FOREIGN KEY ("targetUserId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Destination" ADD CONSTRAINT "Destination_targetMenuId_fkey" FOREIGN KEY ("targetMenuId") REFERENCES "Menu"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Destination" ADD CONSTRAINT "Destination_targetMessageBoxId_fkey" FOREIGN KEY ("targetMessageBoxId") REFERENCES "MessageBox"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Destination" ADD CONSTRAINT "Destination_announcementId_fkey" FOREIGN KEY ("announcementId") REFERENCES "Announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_billingAccountId_fkey" FOREIGN KEY ("billingAccountId") REFERENCES "BillingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_numberId_fkey" FOREIGN KEY ("numberId") REFERENCES "Number"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_noAgentsDestinationId_fkey" FOREIGN KEY ("noAgentsDestinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_overflowDestinationId_fkey" FOREIGN KEY ("overflowDestinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_queueEntryAnnouncementId_fkey" FOREIGN KEY ("queueEntryAnnouncementId") REFERENCES "Announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_holdAudioId_fkey" FOREIGN KEY ("holdAudioId") REFERENCES "Announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_progressAnnouncementId_fkey" FOREIGN KEY ("progressAnnouncementId") REFERENCES "Announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_callbackHandlerAnnouncementId_fkey" FOREIGN KEY ("callbackHandlerAnnouncementId") REFERENCES "Announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_callbackOfferAnnouncementId_fkey" FOREIGN KEY ("callbackOfferAnnouncementId") REFERENCES "Announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupSupervisor" ADD CONSTRAINT "GroupSupervisor_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupSupervisor" ADD CONSTRAINT "GroupSupervisor_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpeningHours" ADD CONSTRAINT "OpeningHours_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpeningHours" ADD CONSTRAINT "OpeningHours_outsideHoursDestinationId_fkey" FOREIGN KEY ("outsideHoursDestinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpeningHours" ADD CONSTRAINT "OpeningHours_exceptionDestinationId_fkey" FOREIGN KEY ("exceptionDestinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpeningHours" ADD CONSTRAINT "OpeningHours_holidayDestinationId_fkey" FOREIGN KEY ("holidayDestinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpeningHours" ADD CONSTRAINT "OpeningHours_manualDestinationId_fkey" FOREIGN KEY ("manualDestinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpeningHours" ADD CONSTRAINT "OpeningHours_emergencyDestinationId_fkey" FOREIGN KEY ("emergencyDestinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpeningHoursException" ADD CONSTRAINT "OpeningHoursException_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "OpeningHours"("groupId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Menu" ADD CONSTRAINT "Menu_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Menu" ADD CONSTRAINT "Menu_greetingId_fkey" FOREIGN KEY ("greetingId") REFERENCES "Announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Menu" ADD CONSTRAINT "Menu_timeoutDestinationId_fkey" FOREIGN KEY ("timeoutDestinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Menu" ADD CONSTRAINT "Menu_invalidDestinationId_fkey" FOREIGN KEY ("invalidDestinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Menu" ADD CONSTRAINT "Menu_noExtensionDestinationId_fkey" FOREIGN KEY ("noExtensionDestinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MenuOption" ADD CONSTRAINT "MenuOption_menuId_fkey" FOREIGN KEY ("menuId") REFERENCES "Menu"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MenuOption" ADD CONSTRAINT "MenuOption_destinationId_fkey" FOREIGN KEY ("destinationId") REFERENCES "Destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MessageBox" ADD CONSTRAINT "MessageBox_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Trunk" ADD CONSTRAINT "Trunk_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Call" ADD CONSTRAINT "Call_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Call" ADD CONSTRAINT "Call_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Call" ADD CONSTRAINT "Call_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CallEvent" ADD CONSTRAINT "CallEvent_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CallLeg" ADD CONSTRAINT "CallLeg_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CallLeg" ADD CONSTRAINT "CallLeg_billingAccountId_fkey" FOREIGN KEY ("billingAccountId") REFERENCES "BillingAccount"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Callback" ADD CONSTRAINT "Callback_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Callback" ADD CONSTRAINT "Callback_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Callback" ADD CONSTRAINT "Callback_reservedById_fkey" FOREIGN KEY ("reservedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CallbackAttempt" ADD CONSTRAINT "CallbackAttempt_callbackId_fkey" FOREIGN KEY ("callbackId") REFERENCES "Callback"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgentState" ADD CONSTRAINT "AgentState_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupLogin" ADD CONSTRAINT "GroupLogin_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupLogin" ADD CONSTRAINT "GroupLogin_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PasswordReset" ADD CONSTRAINT "PasswordReset_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkerLease" ADD CONSTRAINT "WorkerLease_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
