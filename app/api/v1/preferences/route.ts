import * as z from "zod";
import * as users from "@/lib/db/users.ts";
import { changeOwnPreferences } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

const preferences = z.object({
  language: z.enum(["fi", "sv", "en"]).optional(),
  theme: z.enum(["system", "light", "dark"]).optional(),
  expertView: z.boolean().optional(),
  dailyReport: z.boolean().optional().meta({ description: "The figures of each day by e-mail, in the morning after it" }),
  weeklyReport: z.boolean().optional().meta({ description: "The figures of each week by e-mail, on Monday" }),
});

export const PUT = route({
  may: changeOwnPreferences,
  body: preferences,
  handle: ({ actor, body }) => users.savePreferences(actor, body),
});
