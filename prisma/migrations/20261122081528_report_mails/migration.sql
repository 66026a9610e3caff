-- AlterTable
ALTER TABLE "User" ADD COLUMN     "dailyReport" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "weeklyReport" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ReportMail" (
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3),
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "ReportMail_pkey" PRIMARY KEY ("userId","kind","day")
);

-- CreateIndex
CREATE INDEX "ReportMail_nextAttemptAt_idx" ON "ReportMail"("nextAttemptAt");

-- AddForeignKey
ALTER TABLE "ReportMail" ADD CONSTRAINT "ReportMail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
