import { infiniteQueryOptions } from "@tanstack/react-query";
import type { CallEventRecord, CallOutcome, CallRecord } from "../domain/call.ts";
import { getJson } from "./api.ts";

export type CallWithEvents = CallRecord & { events: CallEventRecord[] };

export interface CallPage {
  calls: CallRecord[];
  next: string | null;
}

export interface CallFilter {
  number: string;
  groupId: string;
  outcome: CallOutcome | "";
}

export const noFilter: CallFilter = { number: "", groupId: "", outcome: "" };

export const callsQuery = (filter: CallFilter) =>
  infiniteQueryOptions({
    queryKey: ["calls", filter],
    queryFn: ({ pageParam }) => {
      const wanted = Object.entries({ ...filter, after: pageParam ?? "" }).filter(([, value]) => value !== "");
      return getJson<CallPage>(`/calls?${new URLSearchParams(wanted)}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: CallPage) => page.next,
  });
