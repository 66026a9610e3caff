import { redirect } from "next/navigation";
import { signedInAccount } from "@/lib/web/actor.ts";

export default async function Home() {
  const { role } = await signedInAccount();
  redirect(role === "member" ? "/calls" : "/groups");
}
