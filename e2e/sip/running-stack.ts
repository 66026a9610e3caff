import type { TestProject } from "vitest/node";
import { portsFrom, type StackPorts, startStack } from "../stack.ts";

declare module "vitest" {
  interface ProvidedContext {
    stack: { url: string; token: string; ports: StackPorts; dataDir: string };
  }
}

/** One stack for all scenarios. */
export default async function setup(project: TestProject) {
  const stack = await startStack(portsFrom(Number(process.env.E2E_SIP_PORT ?? 13_400)));
  project.provide("stack", { url: stack.url, token: stack.token, ports: stack.ports, dataDir: stack.dataDir });
  return async () => {
    await stack.stop();
  };
}
