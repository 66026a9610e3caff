import type { account as fi } from "../fi/account.ts";
import type { SectionLike } from "../translate.ts";

export const account: SectionLike<typeof fi> = {
  title: "Eget konto",
  sessions: "Var du är inloggad",
  device: "Webbläsare och enhet",
  unknownDevice: "Okänd webbläsare",
  lastSeen: "Senast använd",
  address: "Adress",
  direct: "Samma nät",
  thisOne: "Den här sessionen",
  end: "Avsluta",
  endOf: "Avsluta sessionen: {device}",
  endOthers: "Avsluta andra sessioner",
  ended: "Sessionen är avslutad",
};
