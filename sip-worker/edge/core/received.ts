/** A message with what is known about its arrival. */
import type { MessageMeta } from "../control/reply.ts";
import { timeOfDay } from "../control/reply.ts";
import type { Flow } from "../transport/flow.ts";

export interface Arrival {
  readonly flow: Flow;
  /** Size on the wire. */
  readonly bytes: number;
  readonly date: Date;
}

export const metaOfArrival = ({ flow, bytes, date }: Arrival): MessageMeta => ({
  bytes,
  protocol: flow.protocol,
  address: flow.remote.address,
  port: flow.remote.port,
  time: timeOfDay(date),
});
