import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { CallEventRecord, CallRecord } from "../domain/call.ts";
import type { CallFilter } from "../domain/call-filter.ts";
import { callFilterQuery } from "../domain/call-filter-query.ts";
import { getJson } from "./api.ts";

export type CallWithEvents = CallRecord & { notes: string; events: CallEventRecord[] };

export interface CallPage {
  calls: CallRecord[];
  next: string | null;
}

export interface CallCount {
  count: number;
  /** There are more than `count`. */
  more: boolean;
}

export const callsQuery = (filter: CallFilter) =>
  infiniteQueryOptions({
    queryKey: ["calls", "list", filter],
    queryFn: ({ pageParam }) => getJson<CallPage>(`/calls?${callFilterQuery(filter)}${pageParam ? `&after=${pageParam}` : ""}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page: CallPage) => page.next,
  });

export const callCountQuery = (filter: CallFilter) =>
  queryOptions({ queryKey: ["calls", "count", filter], queryFn: () => getJson<CallCount>(`/calls/count?${callFilterQuery(filter)}`) });

export const callsCsv = (filter: CallFilter) => `/api/v1/calls/csv?${callFilterQuery(filter)}`;
