-- CreateTable
CREATE TABLE "Message" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "messageBoxId" UUID,
    "boxName" TEXT NOT NULL,
    "groupId" UUID,
    "callId" UUID NOT NULL,
    "callerNumber" TEXT,
    "callerName" TEXT,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "completedAt" TIMESTAMP(3),
    "cutOff" BOOLEAN NOT NULL DEFAULT false,
    "heardAt" TIMESTAMP(3),
    "heardById" UUID,
    "fencingToken" BIGINT NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MessageAnswer" (
    "messageId" UUID NOT NULL,
    "question" INTEGER NOT NULL,
    "prompt" TEXT NOT NULL,
    "keys" TEXT,

    CONSTRAINT "MessageAnswer_pkey" PRIMARY KEY ("messageId","question")
);

-- CreateTable
CREATE TABLE "MessageSound" (
    "messageId" UUID NOT NULL,
    "question" INTEGER NOT NULL,
    "piece" INTEGER NOT NULL,
    "alaw" BYTEA NOT NULL,

    CONSTRAINT "MessageSound_pkey" PRIMARY KEY ("messageId","question","piece")
);

-- CreateIndex
CREATE INDEX "Message_organisationId_completedAt_idx" ON "Message"("organisationId", "completedAt" DESC);

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_messageBoxId_fkey" FOREIGN KEY ("messageBoxId") REFERENCES "MessageBox"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_heardById_fkey" FOREIGN KEY ("heardById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MessageAnswer" ADD CONSTRAINT "MessageAnswer_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MessageSound" ADD CONSTRAINT "MessageSound_messageId_question_fkey" FOREIGN KEY ("messageId", "question") REFERENCES "MessageAnswer"("messageId", "question") ON DELETE CASCADE ON UPDATE CASCADE;
