import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { AuditLog } from "@/components/lists/audit-log.tsx";
import * as audit from "@/lib/db/audit.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeAudit } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("lists");
  return { title: text("auditTitle") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeAudit);
  return (
    <PageTexts sections={await pageTexts("lists")}>
      <AuditLog initial={await audit.list(actor)} />
    </PageTexts>
  );
}
