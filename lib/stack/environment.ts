/** The environment of all processes (README, "Settings"). Everything has a default; what is wrong is one clear line. */
import * as z from "zod";

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
const port = z.string().refine(isPort, "must be a port from 1 to 65535").transform(Number);
/** `address:port`, an IPv6 address in brackets. */
const isHostPort = (text: string) => {
  const [, number = ""] = /^(?:\[[0-9a-fA-F:]+\]|[^:\s]+):(\d+)$/.exec(text) ?? [];
  return isPort(number);
};
/** An IPv6 address without its brackets, as sockets want it. */
export function readHostPort(text: string): { host: string; port: number } {
  const colon = text.lastIndexOf(":");
  return { host: text.slice(0, colon).replace(/^\[|\]$/g, ""), port: Number(text.slice(colon + 1)) };
}
const hostPort = z.string().refine(isHostPort, "must be ADDRESS:PORT, e.g. 127.0.0.1:3010");
const flag = z.enum(["0", "1"], "must be 0 or 1").transform((value) => value === "1");

const listeners = z.string().transform((text, context) => {
  const parts = text.split(",").map((part) => part.trim());
  const bad = parts.find((part) => !/^(udp|tcp|tls|ws|wss):/.test(part) || !isHostPort(part.slice(part.indexOf(":") + 1)));
  if (bad !== undefined) {
    context.addIssue({ code: "custom", message: `"${bad}" must be PROTOCOL:ADDRESS:PORT, e.g. udp:127.0.0.1:5060` });
    return z.NEVER;
  }
  return parts;
});

const portRange = z.string().transform((text, context) => {
  const [min = 0, max = 0] = /^(\d{1,5})-(\d{1,5})$/.exec(text)?.slice(1).map(Number) ?? [];
  if (min < 1024 || max > 65_535 || max - min < 3) {
    context.addIssue({ code: "custom", message: "must be FIRST-LAST between 1024 and 65535, e.g. 20000-29999" });
    return z.NEVER;
  }
  return { min, max };
});

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
    .optional(),
  ADMIN_EMAIL: z.email("must be an e-mail address").default("admin@demo.invalid"),
  ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  DEMO: flag.optional(),
  SIP_LISTEN: listeners.default(["udp:127.0.0.1:5060", "tcp:127.0.0.1:5060"]),
  SIP_ADVERTISE: z.string().optional(),
  SIP_TLS_CERT: z.string().optional(),
  SIP_TLS_KEY: z.string().optional(),
  SIP_TLS_CA: z.string().optional(),
  DRACHTIO_HOST: z.string().optional(),
  DRACHTIO_PORT: port.default(9022),
  DRACHTIO_SECRET: z.string().min(1).optional(),
  RTP_ADDRESS: z.string().default("127.0.0.1"),
  RTP_PORTS: portRange.default({ min: 20_000, max: 29_999 }),
  RTPENGINE_NG: hostPort.optional(),
  WORKER_API: hostPort.default("127.0.0.1:3010"),
  WORKER_API_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  NEXTAUTH_URL: z.url("must be a URL").optional(),
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  INSTALLATION_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], "must be debug, info, warn or error").default("info"),
  DECISION_HISTORY: flag.default(false),
  API_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/\s]+/, "must begin with smtp:// or smtps://")
    .optional(),
  SMTP_FROM: z.email("must be an e-mail address").optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "must be a URL" }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().max(40, "must have at most 40 characters").optional(),
});

/** What only works together. */
const together: [given: keyof Environment, needs: (keyof Environment)[]][] = [
  ["SMTP_URL", ["SMTP_FROM"]],
  ["OIDC_ISSUER", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]],
];

export type Environment = z.output<typeof schema>;
export type EnvironmentResult = { ok: true; environment: Environment } | { ok: false; line: string };

/** An empty variable counts as unset. */
export function readEnvironment(variables: Record<string, string | undefined>): EnvironmentResult {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return whole(result.data);
  const [issue] = result.error.issues;
  const name = String(issue?.path[0]);
  const shown = isSecret(name) ? name : `${name}=${variables[name] ?? ""}`;
  return { ok: false, line: `${shown}: ${issue?.message ?? "is not valid"}` };
}

function whole(environment: Environment): EnvironmentResult {
  for (const [given, needs] of together) {
    const missing = environment[given] !== undefined && needs.find((name) => environment[name] === undefined);
    if (missing) return { ok: false, line: `${missing}: must be set beside ${given}` };
  }
  return { ok: true, environment };
}

/** Lines like these end up in logs and tickets. */
const isSecret = (name: string) => /SECRET|PASSWORD|TOKEN|DATABASE_URL|SMTP_URL/.test(name);

/** For entry points: the environment, or one line on standard error and exit code 2. */
export function environmentOrExit(variables: Record<string, string | undefined> = process.env): Environment {
  const result = readEnvironment(variables);
  if (result.ok) return result.environment;
  console.error(`Jono cannot start: ${result.line}`);
  process.exit(2);
}
