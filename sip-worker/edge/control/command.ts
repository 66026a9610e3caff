/** What an application says: the leader of a frame, read into a closed union. The SIP text stays text here. */
export type Command = { readonly id: string } & (
  | { readonly type: "authenticate"; readonly secret: string; readonly tags: readonly string[] }
  | { readonly type: "route" | "removeRoute"; readonly verb: string }
  | { readonly type: "ping" }
  | { readonly type: "sip"; readonly transactionId: string; readonly dialogId: string; readonly route: string; readonly text: string }
  | ({ readonly type: "proxy"; readonly text: string } & ProxyOrder)
  | { readonly type: "unknown" }
);

export interface ProxyOrder {
  readonly transactionId: string;
  readonly remainInDialog: boolean;
  readonly followRedirects: boolean;
  readonly simultaneous: boolean;
  /** Milliseconds, null: none. */
  readonly provisionalTimeoutMs: number | null;
  readonly finalTimeoutMs: number | null;
  readonly destinations: readonly string[];
}

const maxTags = 20;

export function parseCommand(payload: string): Command {
  const end = payload.indexOf("\r");
  const leader = end < 0 ? payload : payload.slice(0, end);
  const text = end < 0 ? "" : payload.slice(end + 2);
  const [id = "", type = "", ...tokens] = leader.split("|");
  const [first = "", second = "", third = ""] = tokens;
  switch (type) {
    case "authenticate":
      return { id, type, secret: first, tags: second.split(",").filter(isTag).slice(0, maxTags) };
    case "route":
      return { id, type, verb: first.toLowerCase() };
    case "remove_route":
      return { id, type: "removeRoute", verb: first.toLowerCase() };
    case "ping":
      return { id, type };
    case "sip":
      return { id, type, transactionId: first, dialogId: second, route: third, text };
    case "proxy":
      return { id, type, text, ...proxyOrder(tokens) };
    default:
      return { id, type: "unknown" };
  }
}

function proxyOrder(tokens: readonly string[]): ProxyOrder {
  return {
    transactionId: tokens[0] ?? "",
    remainInDialog: tokens[1] === "remainInDialog",
    followRedirects: tokens[3] === "followRedirects",
    simultaneous: tokens[4] === "simultaneous",
    provisionalTimeoutMs: durationMs(tokens[5] ?? ""),
    finalTimeoutMs: durationMs(tokens[6] ?? ""),
    destinations: tokens.slice(7).filter((destination) => destination !== ""),
  };
}

/** `500ms`, `2s`; anything else is no timeout. */
function durationMs(text: string): number | null {
  const number = Number.parseInt(text, 10);
  if (!(number > 0 && number < 1e6)) return null;
  if (text === `${number}ms`) return number;
  return text === `${number}s` ? number * 1000 : null;
}

function isTag(tag: string): boolean {
  if (tag.length === 0 || tag.length > 32) return false;
  for (const character of tag) if (!/[A-Za-z0-9\-_+@:]/.test(character)) return false;
  return true;
}
