-- AlterTable
ALTER TABLE "Organisation" ADD COLUMN     "retentionDaysCalls" INTEGER NOT NULL DEFAULT 365,
ADD COLUMN     "retentionDaysMessages" INTEGER NOT NULL DEFAULT 90,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
