import { queryOptions } from "@tanstack/react-query";
import type { SipBanRecord } from "../domain/sip-ban.ts";
import { getJson, sendJson } from "./api.ts";

export const sipBansQuery = queryOptions({ queryKey: ["sip-bans"], queryFn: () => getJson<SipBanRecord[]>("/sip-bans") });
export const liftBan = (id: string) => sendJson<void>("DELETE", `/sip-bans/${id}`);
