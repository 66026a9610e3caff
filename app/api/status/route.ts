/** Asked by browsers that lost the live stream: does the portal reach its database? Says nothing else, so no sign-in is needed. */
import { pingDatabase } from "@/lib/db/organisations.ts";

export const dynamic = "force-dynamic";

export async function GET() {
  const database = await pingDatabase().then(
    () => true,
    () => false,
  );
  return Response.json({ database }, { headers: { "Cache-Control": "no-store" } });
}
