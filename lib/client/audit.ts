import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AuditRecord } from "../domain/audit.ts";
import { getJson } from "./api.ts";

export interface AuditFilter {
  text: string;
  kind: string;
  /** YYYY-MM-DD, or empty. */
  from: string;
  to: string;
}

export const wholeLog: AuditFilter = { text: "", kind: "", from: "", to: "" };

export const auditQuery = (filter: AuditFilter, pageSize: number) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam }) => getJson<AuditRecord[]>(`/audit?${parameters(filter, pageSize, pageParam)}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page: AuditRecord[]) => (page.length < pageSize ? null : (page.at(-1)?.id ?? null)),
  });

function parameters(filter: AuditFilter, pageSize: number, after: string | null): string {
  const given = Object.entries({ ...filter, after: after ?? "" }).filter(([, value]) => value !== "");
  return new URLSearchParams([...given, ["limit", String(pageSize)]]).toString();
}
