/** IPv4 addresses in SDP: RTP is only ever sent to an address that can be a phone. */

/** Four octets, or null. No leading zeros, no short forms. */
export function parseIpv4(text: string): [number, number, number, number] | null {
  const parts = text.length <= 15 ? text.split(".") : [];
  if (parts.length !== 4) return null;
  const octets = parts.map(parseOctet);
  return octets.includes(-1) ? null : (octets as [number, number, number, number]);
}

export type AddressKind = "unicast" | "loopback" | "unspecified" | "forbidden";

/** "unspecified" is 0.0.0.0 (hold, RFC 3264 8.4); "forbidden" is broadcast, multicast, reserved, "this network", IPv6 or a name. */
export function addressKind(text: string): AddressKind {
  const octets = parseIpv4(text);
  if (!octets) return "forbidden";
  const [first] = octets;
  if (octets.every((octet) => octet === 0)) return "unspecified";
  if (first === 127) return "loopback";
  return first === 0 || first >= 224 ? "forbidden" : "unicast";
}

function parseOctet(text: string): number {
  if (text.length === 0 || text.length > 3 || (text.length > 1 && text[0] === "0")) return -1;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value <= 255 ? value : -1;
}
