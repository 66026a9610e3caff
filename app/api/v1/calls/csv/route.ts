import * as calls from "@/lib/db/calls.ts";
import * as organisations from "@/lib/db/organisations.ts";
import { callFilter } from "@/lib/domain/call-filter.ts";
import { callLines } from "@/lib/web/call-csv.ts";
import { csvResponse } from "@/lib/web/csv.ts";
import { seeCalls } from "@/lib/web/permissions.ts";
import { serverText } from "@/lib/web/reader.ts";
import { route } from "@/lib/web/route.ts";

const pageSize = 1000;

export const GET = route({
  may: seeCalls,
  query: callFilter,
  handle: async ({ actor, query }) => {
    const words = { calls: await serverText("calls"), states: await serverText("states") };
    const timeZone = await organisations.timeZoneOf(actor.organisationId);
    async function* pages() {
      for (let after: string | null | undefined; after !== null; ) {
        const page = await calls.list(actor, query, { after, limit: pageSize });
        yield page.calls;
        after = page.next;
      }
    }
    return csvResponse(`${words.calls("fileName")}.csv`, callLines(pages(), words, timeZone));
  },
});
