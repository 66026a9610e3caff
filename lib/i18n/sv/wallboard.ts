import type { wallboard as fi } from "../fi/wallboard.ts";
import type { SectionLike } from "../translate.ts";

export const wallboard: SectionLike<typeof fi> = {
  title: "Väggskärm",
  back: "Till uppföljningen",
  choose: "Grupper",
  chooseTitle: "Grupper på väggskärmen",
  chooseText: "På skärmen ryms {count} grupper. Valet finns i adressen: samma adress visar samma grupper.",
  show: "Visa",
  sound: "Larmljud",
  fullScreen: "Helskärm",
  leave: "Lämna på skärmen",
  leaveTitle: "Lämna väggskärmen på?",
  leaveText:
    "Skärmen visar siffrorna för de grupper du följer tills du släcker den på ditt eget konto eller en administratör återkallar dess nyckel. Du loggas ut från den här webbläsaren: från skärmen kommer man inte vidare.",
  leaveConfirm: "Lämna på",
  nothing: "Du följer ingen av grupperna i adressen. Välj grupper.",
};
