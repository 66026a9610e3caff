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
};
