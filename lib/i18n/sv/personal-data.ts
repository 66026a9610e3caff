import type { personalData as fi } from "../fi/personal-data.ts";
import type { SectionLike } from "../translate.ts";

export const personalData: SectionLike<typeof fi> = {
  title: "Personuppgifter",
  intro:
    "Vad som finns sparat om ett telefonnummer: samtal, begäran om återuppringning och meddelanden. I ändringsloggen antecknas det utan numret.",
  number: "Telefonnummer",
  export: "Ladda ner uppgifter",
  erase: "Glöm numret…",
  eraseTitle: "Ska {number} glömmas?",
  eraseText:
    "Numret, uppringarens namn och anteckningarna tas bort för gott ur samtal, begäran om återuppringning och meddelanden, liksom det som sagts och knappats in i meddelandena. Rapporternas siffror ändras inte. Ett pågående samtal eller en öppen begäran måste först avslutas.",
  eraseConfirm: "Glöm numret",
  erased: "Numret är glömt",
  exported: "Nedladdat: {calls} samtal, {callbacks} begäran om återuppringning, {messages} meddelanden.",
  numberExplain:
    "I vilken form som helst: 045 123 4567 och +358 45 123 4567 är samma nummer. Hämta ger uppgifterna som en fil åt den som begär dem; att glömma tar bort numret och meddelandena men lämnar samtalen som siffror i rapporterna.",
};
