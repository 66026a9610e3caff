import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  interface User {
    id: string;
    tokenVersion: number;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    tokenVersion?: number;
    /** Seconds since 1970: when the session began. */
    startedAt?: number;
  }
}
