import type { signIn as fi } from "../fi/sign-in.ts";
import type { SectionLike } from "../translate.ts";

export const signIn: SectionLike<typeof fi> = {
  title: "Sign in",
  languages: "Language",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in",
  wrong: "The e-mail or the password is wrong. Check both and try again.",
  tooMany: "Too many tries. Wait 15 minutes and try again.",
  unreachable: "The server can't be reached. Check the connection and try again.",
  missing: "Enter the e-mail and the password.",
  ended: "The session has ended. Sign in again.",
  showPassword: "Show the password",
};
