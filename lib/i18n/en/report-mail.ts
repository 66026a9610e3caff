import type { reportMail as fi } from "../fi/report-mail.ts";
import type { SectionLike } from "../translate.ts";

export const reportMail: SectionLike<typeof fi> = {
  dailySubject: "Figures of the day {days}: {organisation}",
  weeklySubject: "Figures of the week {days}: {organisation}",
  intro: "{organisation}, calls of {days}.",
  compared: "Changes are compared with: {days}.",
  groups: "Groups",
  groupLine: "offered {offered}, answered {answered}, service level {level}",
  link: "The whole report: {link}",
  stop: "Don't want these messages any more? Switch them off in your account: {link}",
};
