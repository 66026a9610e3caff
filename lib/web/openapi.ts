/** The OpenAPI document, made from the rules of the routes themselves: what is described is what is checked. */
import * as z from "zod";
import type { ProblemDetails } from "./problem.ts";
import type { Route } from "./route.ts";

const methods = ["GET", "POST", "PUT", "DELETE"] as const;
type Method = (typeof methods)[number];

export type RouteModule = Partial<Record<Method, Route>>;

export interface DescribedRoute {
  /** Below /api/v1, parameters in braces. */
  path: string;
  module: RouteModule;
  summaries: Partial<Record<Method, string>>;
  /** Sent as multipart/form-data instead of JSON. */
  multipart?: Partial<Record<Method, Record<string, unknown>>>;
}

/** All by "METHOD /path". */
export interface Examples {
  /** Bodies that are taken. */
  bodies: Record<string, unknown>;
  /** JSON that is answered. */
  answers: Record<string, unknown>;
  /** Media types of what else is answered. In neither: nothing (204). */
  otherAnswers: Record<string, string>;
}

/** Every name of ProblemDetails stands here, or it does not compile. */
const problemFields: Record<keyof ProblemDetails, unknown> = {
  fields: {
    type: "array",
    items: {
      type: "object",
      properties: {
        path: { type: "string", description: "queue.maxWaitSeconds" },
        message: { type: "string", description: "errors.tooSmall" },
        minimum: { type: "number" },
        maximum: { type: "number" },
      },
    },
  },
  current: { description: "The document as it is now, with changedByAnother" },
  path: { type: "array", items: { type: "string" }, description: "The names along an overflow loop" },
  usedBy: { type: "array", items: { type: "string" } },
};

const problemSchema = {
  type: "object",
  description: "RFC 9457 problem details",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string" },
    ...problemFields,
  },
  required: ["type", "title", "status", "code"],
};

const jsonSchema = (schema: z.ZodType) => {
  const { $schema: _version, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
};

export function openApiDocument(routes: DescribedRoute[], examples: Examples) {
  return {
    openapi: "3.1.0",
    info: { title: "Jono", version: "1", description: "The portal's own API: what the portal does, a script can do." },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Problem: problemSchema },
    },
    paths: Object.fromEntries(routes.map((route) => [route.path, pathItem(route, examples)])),
  };
}

function pathItem({ path, module, summaries, multipart }: DescribedRoute, examples: Examples) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const pathParameters = names.map((name = "") => ({ name, in: "path", required: true, schema: pathSchema(name) }));
  const operations = methods.flatMap((method) => {
    const rule = module[method]?.rule;
    if (!rule) return [];
    const operation = {
      summary: summaries[method] ?? "",
      parameters: [...pathParameters, ...queryParameters(rule.query)],
      ...requestBody(rule.body, multipart?.[method], examples.bodies[`${method} ${path}`]),
      responses: {
        ...answer(`${method} ${path}`, rule.status, examples),
        default: { description: "Refused", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
      },
    };
    return [[method.toLowerCase(), operation]];
  });
  return Object.fromEntries(operations);
}

function answer(name: string, status: number, { answers, otherAnswers }: Examples) {
  if (name in answers) return { [status]: { description: "Done", content: { "application/json": { example: answers[name] } } } };
  const type = otherAnswers[name];
  if (type) return { [status]: { description: "Done", content: { [type]: {} } } };
  return { [status === 200 ? 204 : status]: { description: "Done" } };
}

const pathSchema = (name: string) => (name.endsWith("Id") ? { type: "string", format: "uuid" } : { type: "string" });

function queryParameters(query: z.ZodType | undefined) {
  if (!query) return [];
  const { properties = {} } = jsonSchema(query) as { properties?: Record<string, unknown> };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", required: false, schema }));
}

function requestBody(body: z.ZodType | undefined, multipart: Record<string, unknown> | undefined, example: unknown) {
  if (multipart) return { requestBody: { required: true, content: { "multipart/form-data": { schema: multipart } } } };
  if (!body) return {};
  const content = { schema: jsonSchema(body), ...(example !== undefined && { example }) };
  return { requestBody: { required: true, content: { "application/json": content } } };
}
