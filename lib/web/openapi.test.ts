/** The description of the API is complete: every route stands in it, and every body has an example that is taken. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { answers, otherAnswers } from "../../app/api/v1/openapi.json/answers.ts";
import { bodies } from "../../app/api/v1/openapi.json/bodies.ts";
import { routes } from "../../app/api/v1/openapi.json/routes.ts";
import { openApiDocument } from "./openapi.ts";

const methods = ["GET", "POST", "PUT", "DELETE"] as const;
const operations = routes.flatMap(({ path: where, module, summaries, multipart }) =>
  methods.flatMap((method) => {
    const rule = module[method]?.rule;
    return rule
      ? [{ name: `${method} ${where}`, body: multipart?.[method] ? undefined : rule.body, query: rule.query, summary: summaries[method] }]
      : [];
  }),
);

test("every route of the API is described, with what it does", async () => {
  const root = path.resolve(import.meta.dirname, "../../app/api/v1");
  const files = (await readdir(root, { recursive: true })).filter((file) => path.basename(file) === "route.ts");
  const found = files.map((file) => `/${path.dirname(file).replace(/\[(\w+)\]/g, "{$1}")}`).filter((where) => where !== "/openapi.json");
  expect(routes.map((route) => route.path).toSorted()).toEqual(found.toSorted());
  expect(operations.filter(({ summary }) => !summary).map(({ name }) => name)).toEqual([]);
});

test("every operation with a body has an example that its schema accepts, and no example is left over", () => {
  const withBody = operations.filter(({ body }) => body !== undefined);
  expect(Object.keys(bodies).toSorted()).toEqual(withBody.map(({ name }) => name).toSorted());
  for (const { name, body } of withBody) expect([name, body!.safeParse(bodies[name]).error?.issues]).toEqual([name, undefined]);
});

/** Done, and there is nothing to say. */
const silent = [
  /^DELETE /,
  /^POST .*\/(state|cancel|result|move|test|redeliver|screen)$/,
  /^PUT .*\/(notes|heard|preferences|\{prompt\})$/,
  /^GET .*\/(current|screen)$/,
];

test("every operation has an example of its answer, or one of another kind, or none", () => {
  const told = new Set([...Object.keys(answers), ...Object.keys(otherAnswers)]);
  const names = operations.map(({ name }) => name);
  expect(names.filter((name) => !told.has(name) && !silent.some((pattern) => pattern.test(name)))).toEqual([]);
  expect([...told].filter((name) => !names.includes(name) || silent.some((pattern) => pattern.test(name)))).toEqual([]);
});

test("the document shows them", () => {
  const { paths } = openApiDocument(routes, { bodies, answers, otherAnswers }) as {
    paths: Record<string, Record<string, { requestBody?: unknown; responses: Record<string, unknown> }>>;
  };
  expect(paths["/billing-accounts"]?.post).toMatchObject({
    requestBody: { content: { "application/json": { example: { code: "ASPA-01", name: "Asiakaspalvelu" } } } },
    responses: { 201: { content: { "application/json": { example: { code: expect.any(String), usedBy: [] } } } } },
  });
  expect(paths["/calls/csv"]?.get?.responses).toHaveProperty(["200", "content", "text/csv"]);
  expect(Object.keys(paths["/groups/{groupId}"]?.delete?.responses ?? {})).toEqual(["204", "default"]);
});

/** What PostgreSQL does not store: the character 0, half of a character, a number beyond its integers. */
const unstorable = (value: unknown) =>
  /\\u0000|\\ud[89a-f]/.test(JSON.stringify(value) ?? "") || (typeof value === "number" && Math.abs(value) > 2 ** 31 - 1);

const spoilt = (value: unknown): unknown[] =>
  typeof value === "string" ? [`${value}\u0000`, `${value}\ud800`] : typeof value === "number" ? [2 ** 31] : [];

/** Each copy has one value spoilt. */
function spoiltCopies(value: unknown): unknown[] {
  if (value === null || typeof value !== "object") return spoilt(value);
  if (Array.isArray(value)) return value.flatMap((item, at) => spoiltCopies(item).map((copy) => value.with(at, copy)));
  return Object.entries(value).flatMap(([key, item]) => spoiltCopies(item).map((copy) => ({ ...value, [key]: copy })));
}

const leaves = (value: unknown): unknown[] =>
  value !== null && typeof value === "object" ? Object.values(value).flatMap(leaves) : [value];

test("nothing that the database cannot store gets past a body's schema", () => {
  const passed = operations.flatMap(({ name, body }) =>
    spoiltCopies(bodies[name])
      .map((copy) => body?.safeParse(copy))
      .filter((result) => result?.success && leaves(result.data).some(unstorable))
      .map((result) => [name, result?.data]),
  );
  expect(passed).toEqual([]);
});

test("nor past a query's", () => {
  const passed = operations.flatMap(({ name, query }) =>
    Object.keys(query instanceof z.ZodObject ? query.shape : {}).flatMap((key) =>
      ["\u0000", "a\ud800", "2147483648", "00000000000000000000000000000000000000000"]
        .map((value) => query?.safeParse({ [key]: value }))
        .filter((result) => result?.success && leaves(result.data).some(unstorable))
        .map(() => `${name} ${key}`),
    ),
  );
  expect(passed).toEqual([]);
});
