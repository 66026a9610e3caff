/** Keys in SIP INFO, as phones send them: `application/dtmf-relay` (`Signal=1`) and `application/dtmf` (`1`). Never standardised. */

export type InfoContent = { kind: "key"; key: string } | { kind: "nothing" } | { kind: "unknown" };

const maxBody = 200;

export function keyOfInfo(contentType: string, body: string): InfoContent {
  if (contentType === "" && body === "") return { kind: "nothing" };
  const type = (contentType.split(";")[0] ?? "").trim().toLowerCase();
  if (type !== "application/dtmf-relay" && type !== "application/dtmf") return { kind: "unknown" };
  const text = body.slice(0, maxBody);
  const signal = type === "application/dtmf" ? text : (/^[ \t]{0,8}signal[ \t]{0,8}=([^\r\n]{0,8})/im.exec(text)?.[1] ?? "");
  const key = keyOf(signal.trim().toUpperCase());
  return key ? { kind: "key", key } : { kind: "nothing" };
}

/** Some phones name the star and the hash by their event numbers (RFC 4733 3.2). */
function keyOf(signal: string): string | null {
  if (signal === "10") return "*";
  if (signal === "11") return "#";
  return /^[0-9*#A-D]$/.test(signal) ? signal : null;
}
