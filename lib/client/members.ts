import type { MemberAction } from "../domain/live.ts";
import { sendJson } from "./api.ts";

/** Log in, log out, pause… The live view shows the result; nothing is assumed before. */
export const changeMemberState = (userId: string, change: MemberAction) => sendJson<void>("POST", `/members/${userId}/state`, change);
