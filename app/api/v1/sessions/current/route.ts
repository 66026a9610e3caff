import { changeOwnAccount } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

/** Whether one is still signed in: 204, or 401. */
export const GET = route({ may: changeOwnAccount, handle: () => undefined });
