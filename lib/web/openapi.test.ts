/** The description of the API is complete: every route stands in it, and every body has an example that is taken. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { examples } from "../../app/api/v1/openapi.json/examples.ts";
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
  expect(Object.keys(examples).toSorted()).toEqual(withBody.map(({ name }) => name).toSorted());
  for (const { name, body } of withBody) expect([name, body!.safeParse(examples[name]).error?.issues]).toEqual([name, undefined]);
});

test("the document shows them", () => {
  const { paths } = openApiDocument(routes, examples) as { paths: Record<string, Record<string, { requestBody?: unknown }>> };
  expect(paths["/billing-accounts"]?.post?.requestBody).toMatchObject({
    content: { "application/json": { example: { code: "ASPA-01", name: "Asiakaspalvelu" } } },
  });
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
    spoiltCopies(examples[name])
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
