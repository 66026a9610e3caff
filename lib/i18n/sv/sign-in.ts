import type { signIn as fi } from "../fi/sign-in.ts";
import type { SectionLike } from "../translate.ts";

export const signIn: SectionLike<typeof fi> = {
  title: "Logga in",
  languages: "Språk",
  email: "E-post",
  password: "Lösenord",
  submit: "Logga in",
  submitting: "Loggar in",
  wrong: "E-postadressen eller lösenordet är fel. Kontrollera båda och försök igen.",
  tooMany: "För många försök. Vänta 15 minuter och försök igen.",
  unreachable: "Servern kunde inte nås. Kontrollera anslutningen och försök igen.",
  missing: "Ange e-post och lösenord.",
  ended: "Sessionen har upphört. Logga in igen.",
  showPassword: "Visa lösenordet",
  chooseTitle: "Välj lösenord",
  chooseText: "{name}, välj ett lösenord att logga in med.",
  newPassword: "Nytt lösenord",
  newPasswordHint: "Minst 8 tecken. Några ord efter varandra är bra.",
  choose: "Spara lösenordet",
  chosenTitle: "Lösenordet är sparat",
  chosenText: "Du kan nu logga in med det. Andra sessioner är avslutade.",
};
