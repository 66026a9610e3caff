/** A registered phone of the demo organisation beside the browser. */
import { Baresip } from "../softphone/baresip.ts";

const sipPort = Number(process.env.E2E_PORT ?? 3110) + 2;

export const sipServer = `127.0.0.1:${sipPort}`;

export const dialled = (number: string) => `sip:${number}@${sipServer}`;

/** `at`: its SIP port, two apart from control, four from the next phone's. */
export function phone(extension: string, at: number): Promise<Baresip> {
  return Baresip.start({
    account: { user: extension, domain: sipServer, password: `demo-${extension}`, registerSeconds: 300 },
    ports: { sip: at, control: at + 2, rtp: { min: 34_000 + (at % 100) * 20, max: 34_019 + (at % 100) * 20 } },
    speaks: 1000,
  });
}
