/**
 * Who is shown on the other side. A phone of ours shows the caller and the group; an operator gets one number, what it may verify
 * (P-Asserted-Identity, RFC 3325) and whether it may be shown (Privacy, RFC 3323). Nothing that an untrusted party wrote of itself
 * comes here: the presentation is made from digest accounts, configured trunks and our own numbers.
 */
import { readNumber } from "../../lib/domain/phone-number.ts";
import type { CallPresentation, RingTarget } from "../ports/signaling.ts";
import { quote } from "./header-fields.ts";

type Headers = Record<string, string>;

export function callerHeaders(target: RingTarget, from: CallPresentation): Headers {
  return { ...(target.outside ? towardsTrunk(from) : towardsPhone(from)), ...forwardedHeaders(target, from) };
}

/** `localhost` becomes the address that the request leaves from. */
const own = (user: string) => `sip:${user.replaceAll("#", "%23")}@localhost`;
const anonymous = "sip:anonymous@anonymous.invalid";
const isDialable = (number: string | null): number is string =>
  number !== null && number !== "anonymous" && /^[+0-9*#A-Za-z_.-]{1,40}$/.test(number);

function towardsPhone({ number, name, group }: CallPresentation): Headers {
  const from = { From: `${quote(name)} <${isDialable(number) ? own(number) : anonymous}>` };
  if (group === null) return from;
  const info = quote(group);
  return {
    ...from,
    "Alert-Info": `<urn:alert:source:external>;info=${info}`,
    "Call-Info": `<${own("jono")}>;purpose=x-group;name=${info}`,
  };
}

function towardsTrunk({ outsideNumber, ownNumber }: CallPresentation): Headers {
  const asserted: Headers = isDialable(ownNumber) ? { "P-Asserted-Identity": `<${own(international(ownNumber))}>` } : {};
  if (!isDialable(outsideNumber)) return { From: `"Anonymous" <${anonymous}>`, Privacy: "id", ...asserted };
  // As a Finnish display shows it, with the tag; what is asserted is E.164.
  return { From: `<${own(outsideNumber.replace(/^00/, "+"))}>`, ...asserted };
}

/** With a tag it is no number any more, and goes as it is. */
const international = (digits: string): string => readNumber(digits)?.e164 ?? digits;

const causes = { unconditional: 302, "no-answer": 408, unavailable: 404 } as const;

/** A phone that a group rings for its queue is where the call was meant to go: nothing was forwarded. */
function forwardedHeaders({ uri, outside }: RingTarget, { forwarded }: CallPresentation): Headers {
  if (!forwarded || (!outside && forwarded.reason === "unconditional")) return {};
  const from = own(outside ? international(forwarded.from) : forwarded.from);
  const { reason } = forwarded;
  return {
    Diversion: `<${from}>;reason=${reason};privacy=off;counter=1`,
    "History-Info": `<${from}>;index=1, <${uri.split("?")[0]};cause=${causes[reason]}>;index=1.1;mp=1`,
  };
}
