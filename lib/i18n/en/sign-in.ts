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
  chooseTitle: "Choose a password",
  chooseText: "{name}, choose a password to sign in with.",
  newPassword: "New password",
  newPasswordHint: "At least 8 characters. A few words in a row are good.",
  choose: "Save password",
  chosenTitle: "The password is saved",
  chosenText: "You can sign in with it now. Other sessions have ended.",
};
