import type { Pages } from "../dictionary.ts";
import { account } from "./account.ts";
import { agent } from "./agent.ts";
import { announcements } from "./announcements.ts";
import { apiTokens } from "./api-tokens.ts";
import { billing } from "./billing.ts";
import { callbacks } from "./callbacks.ts";
import { calls } from "./calls.ts";
import { checks } from "./checks.ts";
import { journey } from "./journey.ts";
import { lists } from "./lists.ts";
import { live } from "./live.ts";
import { menus } from "./menus.ts";
import { messageMail } from "./message-mail.ts";
import { messages } from "./messages.ts";
import { numbers } from "./numbers.ts";
import { opening } from "./opening.ts";
import { organisation } from "./organisation.ts";
import { passwordMail } from "./password-mail.ts";
import { personalData } from "./personal-data.ts";
import { reportMail } from "./report-mail.ts";
import { reports } from "./reports.ts";
import { screens } from "./screens.ts";
import { signIn } from "./sign-in.ts";
import { trunks } from "./trunks.ts";
import { users } from "./users.ts";
import { wallboard } from "./wallboard.ts";
import { webhooks } from "./webhooks.ts";

export const svPages: Pages = {
  signIn,
  agent,
  journey,
  checks,
  live,
  calls,
  callbacks,
  messages,
  messageMail,
  announcements,
  lists,
  trunks,
  users,
  numbers,
  menus,
  billing,
  reportMail,
  reports,
  personalData,
  organisation,
  opening,
  apiTokens,
  webhooks,
  screens,
  wallboard,
  account,
  passwordMail,
};
