"use client";
import { useRouter } from "next/navigation";
import { useLanguage, useText } from "@/components/language/texts.tsx";
import { Crumb, PageHead } from "@/components/ui/page.tsx";
import { UserForm } from "./user-form.tsx";

/** Ends at the new user's page with the invitation. */
export function AddUser() {
  const text = useText("users");
  const lists = useText("lists");
  const editor = useText("editor");
  const router = useRouter();
  return (
    <main id="main" className="page page-narrow" tabIndex={-1}>
      <Crumb label={editor("path")} href="/users" list={lists("usersTitle")}>
        {text("addTitle")}
      </Crumb>
      <PageHead title={text("addTitle")} subtitle={text("addIntro")} />
      <UserForm user={null} language={useLanguage()} onSaved={(user) => router.push(`/users/${user.id}?invited`)} />
    </main>
  );
}
