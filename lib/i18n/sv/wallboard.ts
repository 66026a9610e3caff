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
  nothing: "Du följer ingen av grupperna i adressen. Välj grupper.",
};
