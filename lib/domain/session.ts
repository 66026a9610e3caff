/** A browser in which a person is signed in, as he recognises it. */
export interface SessionRecord {
  id: string;
  /** The one that asks. */
  current: boolean;
  createdAt: string;
  /** To the minute. */
  lastSeenAt: string;
  address: string;
  browser: Browser;
  system: System;
}

const browsers = { Edg: "Edge", OPR: "Opera", Firefox: "Firefox", Chrome: "Chrome", Safari: "Safari" } as const;
const systems = { Windows: "Windows", Android: "Android", iPhone: "iPhone", iPad: "iPad", "Mac OS": "macOS", Linux: "Linux" } as const;

export type Browser = (typeof browsers)[keyof typeof browsers] | null;
export type System = (typeof systems)[keyof typeof systems] | null;

/** The first name that stands in the User-Agent: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari. */
export function deviceOf(userAgent: string): { browser: Browser; system: System } {
  const named = <T extends string>(names: Record<string, T>) =>
    Object.entries(names).find(([sign]) => userAgent.includes(sign))?.[1] ?? null;
  return { browser: named(browsers), system: named(systems) };
}
