import type { reportMail as fi } from "../fi/report-mail.ts";
import type { SectionLike } from "../translate.ts";

export const reportMail: SectionLike<typeof fi> = {
  dailySubject: "Dagens siffror {days}: {organisation}",
  weeklySubject: "Veckans siffror {days}: {organisation}",
  intro: "{organisation}, samtal {days}.",
  compared: "Ändringarna är jämförda med: {days}.",
  groups: "Grupper",
  groupLine: "erbjudna {offered}, besvarade {answered}, servicenivå {level}",
  link: "Hela rapporten: {link}",
  stop: "Vill du inte längre ha de här meddelandena? Stäng av dem på ditt konto: {link}",
};
