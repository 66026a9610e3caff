/** For tests: a certificate that vouches for itself (X.509 v3, ECDSA on P-256), for 127.0.0.1, localhost and a name. Written as DER by hand. */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

export interface TestCertificate {
  cert: string;
  key: string;
}

const der = (tag: number, ...contents: Uint8Array[]): Buffer => {
  const body = Buffer.concat(contents);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...contents: Uint8Array[]) => der(0x30, ...contents);
const integer = (...bytes: number[]) => der(0x02, Buffer.from(bytes));
const identifier = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const octets = (content: Uint8Array) => der(0x04, content);
const bits = (content: Uint8Array) => der(0x03, Buffer.from([0]), content);
const time = (date: Date) => der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+/g, "")}`));

const ecdsaWithSha256 = sequence(identifier("2a8648ce3d040302"));
const commonName = identifier("550403");
const subjectAltName = identifier("551d11");
const basicConstraints = identifier("551d13");

export function makeCertificate(name = "jono.test"): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const subject = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))));
  const names = [name, "localhost"].map((dns) => der(0x82, Buffer.from(dns)));
  const alternatives = sequence(...names, der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(
    sequence(subjectAltName, octets(alternatives)),
    sequence(basicConstraints, octets(sequence(der(0x01, Buffer.from([0xff]))))),
  );
  const day = 86_400_000;
  const toBeSigned = sequence(
    der(0xa0, integer(2)),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ecdsaWithSha256,
    subject,
    sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + day))),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const whole = sequence(toBeSigned, ecdsaWithSha256, bits(sign("sha256", toBeSigned, privateKey)));
  const cert = `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
  return { cert, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}
