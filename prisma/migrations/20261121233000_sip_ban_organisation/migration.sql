-- AlterTable
ALTER TABLE "SipBan" ADD COLUMN     "organisationId" UUID;

-- AddForeignKey
ALTER TABLE "SipBan" ADD CONSTRAINT "SipBan_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
