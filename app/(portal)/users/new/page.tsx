import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { AddUser } from "@/components/users/add-user.tsx";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { editUsers } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("users");
  return { title: text("addTitle") };
}

export default async function Page() {
  allowed(await signedInActor(), editUsers);
  return (
    <PageTexts sections={await pageTexts("lists", "users")}>
      <AddUser />
    </PageTexts>
  );
}
