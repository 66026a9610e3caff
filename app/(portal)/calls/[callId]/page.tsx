import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { CallDetails } from "@/components/calls/call-details.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as calls from "@/lib/db/calls.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("calls");
  return { title: text("details") };
}

export default async function Page({ params }: PageProps<"/calls/[callId]">) {
  const id = z.uuid().safeParse((await params).callId);
  const call = id.success ? await calls.get(await signedInActor(), id.data) : null;
  if (!call) notFound();
  return (
    <PageTexts sections={await pageTexts("calls")}>
      <CallDetails call={call} />
    </PageTexts>
  );
}
