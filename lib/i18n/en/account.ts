import type { account as fi } from "../fi/account.ts";
import type { SectionLike } from "../translate.ts";

export const account: SectionLike<typeof fi> = {
  title: "My account",
  sessions: "Where you are signed in",
  device: "Browser and device",
  unknownDevice: "Unknown browser",
  lastSeen: "Last seen",
  address: "Address",
  direct: "Same network",
  thisOne: "This session",
  end: "End",
  endOf: "End the session: {device}",
  endOthers: "End all other sessions",
  ended: "The session has ended",
  twoStep: "Two-step sign-in",
  twoStepOn: "In use",
  twoStepOff: "Not in use",
  twoStepText:
    "Signing in needs a code from the authenticator app of your phone besides the password. A stolen password alone is not enough.",
  recoveryLeft: { one: "{count} recovery code is left. Make new ones before it is used.", other: "{count} recovery codes are left." },
  setUp: "Set up",
  setUpText: "Read the QR code with the authenticator app and type the code that it shows.",
  setUpKey: "If you can't read the code, type the key into the app:",
  setUpCode: "QR code for the authenticator app",
  key: "Key",
  code: "Code of the app",
  whatCode:
    "The six digits that the authenticator app shows. They change every half a minute, and each is good for one use. If the code is refused, check that the clock of the phone is right. Example: 042 917.",
  whatKey:
    "The same key as in the QR code. In the app, choose to type in the key by hand, and the type “time based”. The key is a secret: codes for your account can be made with it.",
  confirm: "Turn on",
  renew: "New recovery codes",
  renewText: "The old recovery codes stop working. Enter the code of the app.",
  turnOff: "Turn off",
  turnOffText: "After that you sign in with the password alone. Enter the code of the app or a recovery code.",
  turnedOff: "Two-step sign-in has been turned off",
  reportMails: "Reports by e-mail",
  reportMailsText:
    "The message comes to your address at about 6 o'clock. It has the figures of the groups that you see in reports, and how they have changed.",
  dailyReport: "Figures of the day every morning",
  whatDailyReport:
    "The figures of yesterday, compared with the same weekday of the week before. There is no message about a day without calls. Example: Monday's figures come on Tuesday morning.",
  weeklyReport: "Figures of the week on Mondays",
  whatWeeklyReport:
    "The figures of last week from Monday to Sunday, compared with the week before it. There is no message about a week without calls.",
  reportMailsNotSet: "No mail server is set, so no messages are sent. Whoever installed Jono sets it with the variable SMTP_URL.",
  saved: "Saved",
  recoveryCodes: "Recovery codes",
  recoveryText:
    "With these you get in if the phone is lost. Each works once. They are shown only now: keep them elsewhere than in the phone.",
  codesKept: "I have kept them",
  session: "Session",
};
