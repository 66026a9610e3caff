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
