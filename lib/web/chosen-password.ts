/** A password that somebody chooses: the rules of lib/domain, and none of those that leaked lists begin with. Too long a list for a browser. */
import { dictionary } from "@zxcvbn-ts/language-common";
import { newPassword, withoutEnding } from "@/lib/domain/password.ts";

/** Most used first. Those at the top are tried with digits and signs at the end too. */
const list = dictionary["passwords-common"];
const triedWithEndings = 10_000;
const shortestCore = 5;

const common = new Set(list);
const cores = new Set(list.slice(0, triedWithEndings).filter((word) => word.length >= shortestCore));

export const chosenPassword = newPassword.refine((password) => {
  const lower = password.toLocaleLowerCase("fi");
  return !common.has(lower) && !cores.has(withoutEnding(lower));
}, "errors.passwordCommon");
