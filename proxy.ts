/**
 * In front of every page and route: security headers with a fresh nonce, the Origin check for requests that change something, and
 * the session's idle clock. Who may do what is decided in the routes and repositories, not here.
 */
import { type NextRequest, NextResponse } from "next/server";
import { decode, encode } from "next-auth/jwt";
import { backgroundHeader } from "./lib/domain/background-request.ts";
import { idleSeconds, longestSeconds, sessionCookie } from "./lib/web/session-cookie.ts";

const development = process.env.NODE_ENV !== "production";
const secure = () => (process.env.NEXTAUTH_URL ?? "").startsWith("https://");

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Another site can make a browser send its cookies; it can't make it send our Origin. Tools without a browser send none. */
function fromElsewhere(request: NextRequest): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const origin = request.headers.get("origin");
  if (origin === null) return request.headers.get("sec-fetch-site") === "cross-site";
  return URL.parse(origin)?.host !== request.headers.get("host");
}

const refused = (status: number, code: string) =>
  NextResponse.json(
    { type: `urn:jono:problem:${code}`, title: code, status, code },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );

/** Next answers 500 to a route's address with a stray `%`. */
function isAddress(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

export async function proxy(request: NextRequest) {
  if (fromElsewhere(request)) return refused(403, "foreignOrigin");
  if (!isAddress(request.nextUrl.pathname)) return refused(404, "notFound");
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "same-origin");
  response.headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.set("Cache-Control", "no-store");
  if (secure()) response.headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  await keepSession(request, response);
  return response;
}

/** Asked by pages, with nobody at them. */
const askedByPages = ["/api/v1/live", "/api/v1/live/figures", "/api/v1/live/screen", "/api/status"];

/** A used session gets a new idle half-hour, at most one cookie a minute and never past its twelve hours. */
async function keepSession(request: NextRequest, response: NextResponse): Promise<void> {
  const { pathname } = request.nextUrl;
  if (pathname.startsWith("/api/auth") || askedByPages.includes(pathname) || request.headers.has(backgroundHeader)) return;
  const { name, options } = sessionCookie(secure());
  const secret = process.env.NEXTAUTH_SECRET;
  const cookie = request.cookies.get(name)?.value;
  if (!cookie || !secret) return;
  const token = await decode({ token: cookie, secret }).catch(() => null);
  const now = Math.floor(Date.now() / 1000);
  if (!token?.startedAt || now - Number(token.iat) < 60) return;
  const left = token.startedAt + longestSeconds - now;
  if (left <= 0) return;
  const maxAge = Math.min(idleSeconds, left);
  const { iat: _iat, exp: _exp, jti: _jti, ...kept } = token;
  response.cookies.set(name, await encode({ token: kept, secret, maxAge }), { ...options, maxAge });
}

export const config = { matcher: ["/((?!_next/static|_next/image|favicon.svg|prompts/).*)"] };
