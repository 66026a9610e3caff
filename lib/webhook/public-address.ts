/** Addresses that anybody on the internet may be asked at: none of our own networks, none that lead back to us by another way. */
import { BlockList, isIPv4, isIPv6 } from "node:net";

/** IANA's special-purpose registry (RFC 6890), multicast and the reserved rest. Cloud metadata (169.254.169.254) is link-local. */
const notPublic: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];
const notPublic4 = new BlockList();
for (const [network, bits] of notPublic) notPublic4.addSubnet(network, bits, "ipv4");

/** Global unicast; what is mapped or translated from IPv4 (::ffff:0:0/96, 64:ff9b::/96) lies outside of it. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

/** Inside it: protocol assignments with Teredo, documentation, 6to4 (an IPv4 address inside). */
const notPublic6 = new BlockList();
notPublic6.addSubnet("2001::", 23, "ipv6");
notPublic6.addSubnet("2001:db8::", 32, "ipv6");
notPublic6.addSubnet("2002::", 16, "ipv6");
notPublic6.addSubnet("3fff::", 20, "ipv6");

export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic4.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  return globalUnicast.check(address, "ipv6") && !notPublic6.check(address, "ipv6");
}
