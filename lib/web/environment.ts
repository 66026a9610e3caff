/** The portal's environment, read when it is needed: `next build` runs without any of it. */
import "server-only";

export const sessionSecret = (): string => {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret || secret.length < 32) throw new Error("NEXTAUTH_SECRET must be set to at least 32 characters");
  return secret;
};

/** Secure cookies go with an https address. */
export const securePortal = () => (process.env.NEXTAUTH_URL ?? "").startsWith("https://");

/** For sealing what is kept in the database but must be used in clear. The worker has the same. */
export const installationSecret = (): string => {
  const secret = process.env.INSTALLATION_SECRET;
  if (!secret || secret.length < 32) throw new Error("INSTALLATION_SECRET must be set to at least 32 characters");
  return secret;
};

export const workerApi = () => `http://${process.env.WORKER_API ?? "127.0.0.1:3010"}`;
export const workerSecret = () => process.env.WORKER_API_SECRET ?? "";

/** Where phones register, as `udp:address:port`: told to whoever sets one up. */
export const sipServers = (): string[] => {
  const listeners = (process.env.SIP_LISTEN || "udp:127.0.0.1:5060,tcp:127.0.0.1:5060").split(",").map((listener) => listener.trim());
  const advertised = process.env.SIP_ADVERTISE;
  return advertised ? listeners.map((listener) => listener.replace(/^(\w+):.*:(\d+)$/, `$1:${advertised}:$2`)) : listeners;
};

/** As browsers reach the portal: as configured, else as this request did. */
export const portalAddress = (request: Request): string => {
  const host = request.headers.get("host");
  return process.env.NEXTAUTH_URL?.replace(/\/$/, "") || (host ? `http://${host}` : new URL(request.url).origin);
};
