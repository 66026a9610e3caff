import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { makeCertificate } from "../../sip-worker/edge/testing/certificate.ts";
import { portsFrom, type StackPorts, startStack } from "../stack.ts";

declare module "vitest" {
  interface ProvidedContext {
    stack: { url: string; token: string; ports: StackPorts; dataDir: string; tls: number };
  }
}

/** One stack for all scenarios. */
export default async function setup(project: TestProject) {
  const ports = portsFrom(Number(process.env.E2E_SIP_PORT ?? 13_400));
  const folder = await mkdtemp(path.join(tmpdir(), "jono-tls-"));
  const { cert, key } = makeCertificate();
  const files = { SIP_TLS_CERT: path.join(folder, "cert.pem"), SIP_TLS_KEY: path.join(folder, "key.pem") };
  await Promise.all([writeFile(files.SIP_TLS_CERT, cert), writeFile(files.SIP_TLS_KEY, key)]);
  const tls = ports.control + 1;
  const listen = ["udp", "tcp"].map((protocol) => `${protocol}:127.0.0.1:${ports.sip}`);
  const stack = await startStack(ports, { ...files, SIP_LISTEN: [...listen, `tls:127.0.0.1:${tls}`].join(",") });
  project.provide("stack", { url: stack.url, token: stack.token, ports: stack.ports, dataDir: stack.dataDir, tls });
  return async () => {
    await stack.stop();
    await rm(folder, { recursive: true });
  };
}
