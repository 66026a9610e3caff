import { openApiDocument } from "@/lib/web/openapi.ts";
import { examples } from "./examples.ts";
import { routes } from "./routes.ts";

/** Without sign-in: it describes, it tells nothing of anyone. */
export function GET() {
  return Response.json(openApiDocument(routes, examples), { headers: { "Cache-Control": "no-store" } });
}
