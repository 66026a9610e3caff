/** The description of the API is complete: every route stands in it, and every body has an example that is taken. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { examples } from "../../app/api/v1/openapi.json/examples.ts";
import { routes } from "../../app/api/v1/openapi.json/routes.ts";
import { openApiDocument } from "./openapi.ts";

const methods = ["GET", "POST", "PUT", "DELETE"] as const;
const operations = routes.flatMap(({ path: where, module, summaries, multipart }) =>
  methods.flatMap((method) => {
    const rule = module[method]?.rule;
    return rule ? [{ name: `${method} ${where}`, body: multipart?.[method] ? undefined : rule.body, summary: summaries[method] }] : [];
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
