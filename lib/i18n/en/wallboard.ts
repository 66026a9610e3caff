import type { wallboard as fi } from "../fi/wallboard.ts";
import type { SectionLike } from "../translate.ts";

export const wallboard: SectionLike<typeof fi> = {
  title: "Wallboard",
  back: "To the live view",
  choose: "Groups",
  chooseTitle: "Groups of the wallboard",
  chooseText: "The screen has room for {count} groups. The choice is in the address: the same address shows the same groups.",
  show: "Show",
  sound: "Alert sound",
  fullScreen: "Full screen",
  leave: "Leave on this screen",
  leaveTitle: "Leave the wallboard on?",
  leaveText:
    "The screen shows the figures of the groups you watch until you turn it off on your own account, or an administrator revokes its key. You are signed out of this browser: the screen leads nowhere else.",
  leaveConfirm: "Leave it on",
  nothing: "You watch none of the groups in the address. Choose groups.",
};
