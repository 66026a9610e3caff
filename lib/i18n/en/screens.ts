import type { screens as fi } from "../fi/screens.ts";
import type { SectionLike } from "../translate.ts";

export const screens: SectionLike<typeof fi> = {
  title: "Wallboards",
  none: "You have left no wallboard on. It is done on the wallboard of the live view, with the button Leave on this screen.",
  screen: "Screen",
  shows: "Sees",
  since: "Since",
  lastUsed: "Last used",
  never: "Never",
  end: "Turn off",
  endOf: "Turn off {name}",
  endTitle: "Turn off {name}?",
  endText: "The screen stops showing figures at once. Signing in at it and leaving the wallboard on again brings it back.",
  ended: "{name} has been turned off",
  everything: "All that its owner may",
  allFigures: "Wallboard: figures of all groups",
  figuresOf: "Wallboard: figures of {groups}",
  noFigures: "Wallboard: figures of no group",
};
