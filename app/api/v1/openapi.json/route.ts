import { openApiDocument } from "@/lib/web/openapi.ts";
import { answers, otherAnswers } from "./answers.ts";
import { bodies } from "./bodies.ts";
import { routes } from "./routes.ts";

/** Without sign-in: it describes, it tells nothing of anyone. */
export function GET() {
  return Response.json(openApiDocument(routes, { bodies, answers, otherAnswers }), { headers: { "Cache-Control": "no-store" } });
}
