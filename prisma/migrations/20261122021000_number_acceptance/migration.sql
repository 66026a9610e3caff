-- AlterTable
ALTER TABLE "Number" ADD COLUMN     "acceptedAt" TIMESTAMP(3),
ADD COLUMN     "acceptedBy" TEXT,
ADD COLUMN     "acceptedRules" TEXT;
