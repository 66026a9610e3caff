-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "configurationVersion" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_organisationId_configurationVersion_key" ON "AuditEntry"("organisationId", "configurationVersion");
