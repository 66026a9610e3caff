-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "mailAttempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "mailDueAt" TIMESTAMP(3),
ADD COLUMN     "mailedAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "Message_mailDueAt_idx" ON "Message"("mailDueAt");
