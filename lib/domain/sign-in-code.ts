/** The second step of signing in: six digits of an authenticator app, or a recovery code. */
import * as z from "zod";
import { text } from "./bounded.ts";

export const signInCode = z.object({ code: text(1, 40) });
