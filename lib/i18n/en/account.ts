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
};
