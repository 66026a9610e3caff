/** The portal's environment, read when it is needed: `next build` runs without any of it. */
import "server-only";

export const sessionSecret = (): string => {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret || secret.length < 32) throw new Error("NEXTAUTH_SECRET must be set to at least 32 characters");
  return secret;
};

/** Secure cookies go with an https address. */
export const securePortal = () => (process.env.NEXTAUTH_URL ?? "").startsWith("https://");

export const workerApi = () => `http://${process.env.WORKER_API ?? "127.0.0.1:3010"}`;
export const workerSecret = () => process.env.WORKER_API_SECRET ?? "";
