-- AlterTable
ALTER TABLE "Group" ADD COLUMN     "alertCallbackExpiresMinutes" INTEGER DEFAULT 60,
ADD COLUMN     "alertLongestWaitSeconds" INTEGER DEFAULT 180,
ADD COLUMN     "alertNobodyLoggedIn" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "alertWaiting" INTEGER;
