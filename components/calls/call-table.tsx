"use client";
import Link from "next/link";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";
import type { CallRecord } from "@/lib/domain/call.ts";
import { useParties } from "./caller.ts";
import { Outcome } from "./outcome.tsx";

export function CallTable({ calls }: { calls: CallRecord[] }) {
  const text = useText("calls");
  return (
    <table className="data-table table-cards">
      <caption className="sr-only">{text("caption")}</caption>
      <TableHead
        heads={[
          text("caller"),
          text("arrived"),
          text("outcome"),
          text("group"),
          { label: text("waited"), right: true },
          { label: text("talked"), right: true },
          text("answeredBy"),
        ]}
      />
      <tbody>
        {calls.map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
      </tbody>
    </table>
  );
}

function CallRow({ call }: { call: CallRecord }) {
  const text = useText("calls");
  const { duration, date, time } = useFormat();
  const parties = useParties();
  const today = date(call.arrivedAt) === date(Date.now());
  const length = (seconds: number | null) => (seconds === null ? <span className="faint">–</span> : duration(seconds));
  return (
    <tr>
      <th scope="row" className="cell-caller">
        <Link href={`/calls/${call.id}`} prefetch={false}>
          {parties(call)}
        </Link>
      </th>
      <td className="cell-figure" data-l={text("arrived")}>
        {today ? time(call.arrivedAt, true) : `${date(call.arrivedAt)} ${time(call.arrivedAt)}`}
      </td>
      <td data-l={text("outcome")}>
        <Outcome outcome={call.outcome} />
      </td>
      <td data-l={text("group")}>{call.groupName}</td>
      <td className="align-right" data-l={text("waited")}>
        {length(call.waitSeconds)}
      </td>
      <td className="align-right" data-l={text("talked")}>
        {length(call.talkSeconds)}
      </td>
      <td data-l={text("answeredBy")}>{call.answeredBy?.name ?? <span className="faint">–</span>}</td>
    </tr>
  );
}
