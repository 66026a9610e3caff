import { infiniteQueryOptions } from "@tanstack/react-query";
import { getJson } from "./api.ts";

export interface AuditRecord {
  id: string;
  at: string;
  actorName: string;
  action: string;
  subjectKind: string;
  subjectName: string;
  before: unknown;
  after: unknown;
}

export const auditQuery = (pageSize: number) =>
  infiniteQueryOptions({
    queryKey: ["audit"],
    queryFn: ({ pageParam }) => getJson<AuditRecord[]>(`/audit?limit=${pageSize}${pageParam ? `&after=${pageParam}` : ""}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page: AuditRecord[]) => (page.length < pageSize ? null : (page.at(-1)?.id ?? null)),
  });
