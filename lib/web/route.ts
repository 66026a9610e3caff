/**
 * A route handler as a sentence: who may, what comes in, what is done. The rest is the same everywhere: sign-in, permission,
 * checked input, problem details, no caching. A handler returns data (200), a Problem, or a Response of its own.
 */
import "server-only";
import type * as z from "zod";
import type { Actor } from "@/lib/domain/actor.ts";
import { isId } from "@/lib/domain/bounded.ts";
import { fieldProblems } from "@/lib/domain/field-problem.ts";
import { currentActor, watchingActor } from "./actor.ts";
import type { Permission } from "./permissions.ts";
import { Problem, problem, problemResponse } from "./problem.ts";

export interface RouteRule<Body extends z.ZodType, Query extends z.ZodType> {
  may: Permission;
  /** Only for people at the portal: an API token is refused. */
  bySession?: boolean;
  /** Also for a screen on a wall, which stands for whoever left it showing. */
  byScreen?: boolean;
  body?: Body;
  query?: Query;
  /** Answer of a success; 204 when there is nothing to say. */
  status?: number;
  handle: (input: {
    actor: Actor;
    params: Record<string, string>;
    body: z.output<Body>;
    query: z.output<Query>;
    request: Request;
  }) => unknown;
}

type Handler = (request: Request, context: { params: Promise<Record<string, string> | undefined> }) => Promise<Response>;

/** Every handler with its rule, for the authorisation matrix and the OpenAPI document. */
export type Route = Handler & { rule: { may: Permission; body?: z.ZodType; query?: z.ZodType; status: number } };

const largestBodyBytes = 1_000_000;

export function route<Body extends z.ZodType = z.ZodUndefined, Query extends z.ZodType = z.ZodUndefined>(
  rule: RouteRule<Body, Query>,
): Route {
  const answer: Handler = async (request, context) => {
    try {
      const actor = await (rule.byScreen ? watchingActor() : currentActor());
      if (!actor) return problemResponse(problem("unauthenticated"));
      if (!rule.may(actor)) return problemResponse(problem("forbidden"));
      if (rule.bySession && request.headers.has("authorization")) return problemResponse(problem("sessionNeeded"));
      const params = (await context.params) ?? {};
      if (Object.entries(params).some(([name, value]) => name.endsWith("Id") && !isId(value))) return problemResponse(problem("notFound"));
      const query = read(rule.query, Object.fromEntries(new URL(request.url).searchParams));
      if (query instanceof Problem) return problemResponse(query);
      const body = rule.body ? read(rule.body, await jsonOf(request)) : undefined;
      if (body instanceof Problem) return problemResponse(body);
      const result = await rule.handle({ actor, params, body: body as z.output<Body>, query: query as z.output<Query>, request });
      return respond(result, rule.status);
    } catch (error) {
      return problemResponse(unexpected(error));
    }
  };
  return Object.assign(answer, { rule: { may: rule.may, body: rule.body, query: rule.query, status: rule.status ?? 200 } });
}

function read(schema: z.ZodType | undefined, value: unknown): unknown {
  if (value instanceof Problem || !schema) return value instanceof Problem ? value : undefined;
  const result = schema.safeParse(value);
  return result.success ? result.data : problem("invalid", { fields: fieldProblems(result.error) });
}

async function jsonOf(request: Request): Promise<unknown> {
  if (!request.headers.get("content-type")?.startsWith("application/json")) return problem("unsupportedType");
  const text = await request.text();
  if (text.length > largestBodyBytes) return problem("tooBig");
  try {
    return JSON.parse(text);
  } catch {
    return problem("badJson");
  }
}

function respond(result: unknown, status = 200): Response {
  if (result instanceof Response) return result;
  if (result instanceof Problem) return problemResponse(result);
  const headers = { "Cache-Control": "no-store" };
  return result === undefined ? new Response(null, { status: 204, headers }) : Response.json(result, { status, headers });
}

/** The database away is told as such; anything else is our bug, logged and not described. */
function unexpected(error: unknown): Problem {
  if (isDatabaseAway(error)) return problem("unavailable");
  console.error("[portal]", error);
  return problem("unknown");
}

export function isDatabaseAway(error: unknown): boolean {
  const told = String((error as { code?: unknown } | null)?.code ?? "");
  return ["P1001", "P1002", "P1008", "P1017", "P2024", "ECONNREFUSED", "ECONNRESET"].includes(told);
}
