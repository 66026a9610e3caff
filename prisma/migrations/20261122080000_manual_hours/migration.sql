-- AlterTable
ALTER TABLE "OpeningHours" ADD COLUMN     "manualBy" TEXT,
ADD COLUMN     "manualSince" TIMESTAMP(3);
