/** OPTIONS to a trunk or phone (RFC 3261 11): anything that it answers itself means that it is there. */
import type { ConfiguredTrunk } from "../../lib/domain/configuration.ts";
import { serverName } from "./identity.ts";
import type { SrfApplication } from "./srf.ts";

/** 408 and 503 are also made by the edge when nothing came back. */
const locallyMade = new Set([408, 503]);

export const probeTrunk = (srf: SrfApplication, { peer, transport }: ConfiguredTrunk): Promise<boolean> =>
  probe(srf, `sip:${peer}`, `sip:${peer};transport=${transport}`);

/** Shorter than the pause between two probes: a transaction takes 32 s to time out, and would be out of date by then. */
const patienceMs = 5_000;

/** `route` is the next hop. */
export function probe(srf: SrfApplication, uri: string, route: string): Promise<boolean> {
  return new Promise((settle) => {
    const timer = setTimeout(() => settle(false), patienceMs);
    const resolve = (answered: boolean) => {
      clearTimeout(timer);
      settle(answered);
    };
    const options = { method: "OPTIONS", proxy: route, headers: { "User-Agent": serverName } };
    srf.request(uri, options, (error, request) => {
      if (error || !request) resolve(false);
      else request.on("response", (response) => resolve(!locallyMade.has(response.status)));
    });
  });
}
