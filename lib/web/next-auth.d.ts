import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  interface User {
    id: string;
    tokenVersion: number;
    sessionId: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    tokenVersion?: number;
    /** Row of the session, lib/db/sessions.ts. */
    sessionId?: string;
    /** Seconds since 1970: when the session began. */
    startedAt?: number;
  }
}
