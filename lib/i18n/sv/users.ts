import type { users as fi } from "../fi/users.ts";
import type { SectionLike } from "../translate.ts";

export const users: SectionLike<typeof fi> = {
  phones: "Enheter just nu",
  noDevices: "Inga enheter. Samtal ringer ingenstans.",
  throughTrunk: "Nås genom operatörsförbindelsen",
  phoneRegistered: "Registrerad",
  phoneNever: "Har aldrig registrerat sig",
  phoneWrongPassword: "Fel lösenord",
  phoneExpired: "Registreringen gick ut",
  phoneUnregistered: "Loggade ut",
  phoneNoAnswer: "Svarar inte",
  phoneBanned: "Spärrad",
  phoneOff: "Inte i bruk",
  phoneSince: "Sedan",
  phoneAt: "När",
  phoneUntil: "Giltig till",
  phoneFrom: "Från adress",
  phoneModel: "Telefonen uppger sig vara",
  remedyNever: "Ange serverns adress, SIP-konto och lösenord i telefonen. Om de är rätt, kontrollera nätet och brandväggen.",
  remedyWrongPassword: "Skapa ett nytt lösenord för kontot och ange det i telefonen.",
  remedyExpired: "Telefonen är kanske avstängd eller ur nätet. Kontrollera ström och nät.",
  remedyUnregistered: "Telefonen meddelade att den slutar. Den kommer tillbaka när telefonen eller appen öppnas.",
  remedyBanned: "För många fel lösenord. Rätta lösenordet och häv spärren under Operatörsförbindelser: Spärrade adresser.",
};
