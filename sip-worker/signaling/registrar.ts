/** The registrar's rules (RFC 3261 10.3) as a function: bindings and a request in, bindings and an answer out. */
import type { Binding } from "../ports/accounts.ts";
import { parseNameAddr, splitList } from "./header-fields.ts";

export const maxContacts = 5;
const expiry = { min: 30, max: 3600, default: 3600 } as const;

export interface RegisterRequest {
  /** Null: only asks for the present bindings. */
  contact: string | null;
  expires: string | null;
  callId: string;
  cseq: number;
  userAgent: string | null;
  address: string;
  port: number;
  transport: string;
}

export type RegisterResult =
  | { status: 200; bindings: Binding[]; contacts: string }
  | { status: 400; reason: string }
  | { status: 423; minExpires: number };

export function register(present: Binding[], request: RegisterRequest, now: Date): RegisterResult {
  const live = present.filter((binding) => binding.expiresAt > now);
  if (request.contact === null) return ok(live, now);
  return request.contact.trim() === "*" ? removeAll(live, request, now) : update(live, request, now);
}

const overtaken: RegisterResult = { status: 400, reason: "CSeq is not higher than before" };
const isOvertaken = (known: Binding, request: RegisterRequest) => known.callId === request.callId && request.cseq <= known.cseq;

function removeAll(live: Binding[], request: RegisterRequest, now: Date): RegisterResult {
  if (request.expires?.trim() !== "0") return { status: 400, reason: "Contact * needs Expires 0" };
  return live.some((known) => isOvertaken(known, request)) ? overtaken : ok([], now);
}

function update(live: Binding[], request: RegisterRequest, now: Date): RegisterResult {
  let bindings = live;
  for (const text of splitList(request.contact ?? "")) {
    const contact = parseNameAddr(text);
    if (!contact || !/^sips?:/i.test(contact.uri)) return { status: 400, reason: "Contact is not a SIP address" };
    const seconds = requestedSeconds(contact.parameters.get("expires") ?? request.expires);
    if (seconds === null) return { status: 400, reason: "Expires is not a number" };
    if (seconds > 0 && seconds < expiry.min) return { status: 423, minExpires: expiry.min };
    const known = bindings.find((binding) => binding.contactUri === contact.uri);
    if (known && isOvertaken(known, request)) return overtaken;
    bindings = bindings.filter((binding) => binding !== known);
    if (seconds > 0) bindings = [...bindings, bindingOf(contact, request, now, Math.min(seconds, expiry.max))].slice(-maxContacts);
  }
  return ok(bindings, now);
}

function requestedSeconds(text: string | null): number | null {
  if (text === null || text === "") return expiry.default;
  return /^[0-9]{1,10}$/.test(text.trim()) ? Number(text) : null;
}

function bindingOf(contact: NonNullable<ReturnType<typeof parseNameAddr>>, request: RegisterRequest, now: Date, seconds: number): Binding {
  const q = Number(contact.parameters.get("q") ?? 1);
  return {
    contactUri: contact.uri,
    receivedAddress: request.address,
    receivedPort: request.port,
    transport: request.transport,
    callId: request.callId,
    cseq: request.cseq,
    q: q >= 0 && q <= 1 ? q : 1,
    userAgent: request.userAgent,
    expiresAt: new Date(now.getTime() + seconds * 1000),
  };
}

function ok(bindings: Binding[], now: Date): RegisterResult {
  const contacts = bindings.map(
    ({ contactUri, expiresAt }) => `<${contactUri}>;expires=${Math.round((expiresAt.getTime() - now.getTime()) / 1000)}`,
  );
  return { status: 200, bindings, contacts: contacts.join(", ") };
}
