import type { screens as fi } from "../fi/screens.ts";
import type { SectionLike } from "../translate.ts";

export const screens: SectionLike<typeof fi> = {
  title: "Väggskärmar",
  none: "Du har inte lämnat någon väggskärm på. Det gör du i Uppföljningens väggskärm med knappen Lämna på skärmen.",
  screen: "Skärm",
  shows: "Ser",
  since: "Sedan",
  lastUsed: "Senast använd",
  never: "Aldrig",
  end: "Släck",
  endOf: "Släck {name}",
  endTitle: "Släcka {name}?",
  endText: "Skärmen slutar genast visa siffror. Den kommer tillbaka när någon loggar in på den och lämnar väggskärmen på igen.",
  ended: "{name} är släckt",
  everything: "Allt som ägaren ser",
  allFigures: "Väggskärm: alla gruppers siffror",
  figuresOf: "Väggskärm: siffror för {groups}",
  noFigures: "Väggskärm: ingen grupps siffror",
};
