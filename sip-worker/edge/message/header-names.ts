/** Header names: compact forms (RFC 3261 7.3.3 and later registrations) and the usual capitals. */
const compact: Record<string, string> = {
  a: "accept-contact",
  b: "referred-by",
  c: "content-type",
  d: "request-disposition",
  e: "content-encoding",
  f: "from",
  i: "call-id",
  j: "reject-contact",
  k: "supported",
  l: "content-length",
  m: "contact",
  n: "identity-info",
  o: "event",
  r: "refer-to",
  s: "subject",
  t: "to",
  u: "allow-events",
  v: "via",
  x: "session-expires",
  y: "identity",
};

const irregular: Record<string, string> = {
  "call-id": "Call-ID",
  cseq: "CSeq",
  "www-authenticate": "WWW-Authenticate",
  "mime-version": "MIME-Version",
  "min-se": "Min-SE",
  rack: "RAck",
  rseq: "RSeq",
  "sip-etag": "SIP-ETag",
  "sip-if-match": "SIP-If-Match",
};

const regular = new Set(
  (
    "accept accept-contact accept-encoding accept-language alert-info allow allow-events authentication-info authorization call-info " +
    "contact content-disposition content-encoding content-language content-length content-type date diversion error-info event expires " +
    "from history-info identity in-reply-to join max-forwards min-expires organization p-asserted-identity p-preferred-identity path " +
    "priority privacy proxy-authenticate proxy-authorization proxy-require reason record-route refer-sub refer-to referred-by " +
    "reject-contact replaces reply-to request-disposition require retry-after route server service-route session-expires subject " +
    "subscription-state supported timestamp to unsupported user-agent via warning"
  ).split(" "),
);

/** Lower case, long form: what headers are compared by. */
export function headerKey(name: string): string {
  const lower = name.toLowerCase();
  return lower.length === 1 ? (compact[lower] ?? lower) : lower;
}

/** `call-id` -> `Call-ID`; a name that no RFC knows stays as written. */
export function usualSpelling(name: string): string {
  const key = headerKey(name);
  if (irregular[key]) return irregular[key];
  return regular.has(key) ? key.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()) : name;
}
