import { expect, test } from "vitest";
import type { CallWrite } from "../../lib/domain/call-record.ts";
import type { Records } from "../ports/records.ts";
import { systemClock } from "../runtime/clock.ts";
import { CallLog, type CallLogStart } from "./call-log.ts";

const start: CallLogStart = {
  ...{ organisationId: "o", groupId: "g", groupName: "Myynti", dialledNumber: "0800000120" },
  ...{ callerNumber: null, callerName: null, direction: "incoming", sipCallId: "sip-1" },
};

test("nothing follows the end of a record: no step, and no second outcome", () => {
  const writes: CallWrite[] = [];
  const log = new CallLog({ call: (write) => writes.push(write) } as Partial<Records> as Records, systemClock, start);
  log.end("abandoned", "callerHungUp", "caller");
  const atEnd = [...writes];
  expect(atEnd.map((write) => (write.kind === "event" ? write.event.kind : write.kind))).toEqual(["arrival", "arrived", "ended", "end"]);
  log.event("answeredByService");
  log.end("failed", "internalError", "service");
  expect([writes, log.outcome]).toEqual([atEnd, "abandoned"]);
});
