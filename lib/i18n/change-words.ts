/** "12 % enemmän": how a figure has changed, in words. */
import type { Change } from "../domain/report/comparison.ts";
import type { SectionPattern } from "./dictionary.ts";
import { percent } from "./format.ts";
import type { Language } from "./language.ts";
import type { Text } from "./translate.ts";

/** `points`: of a share of a hundred. */
export function changeWords({ way, by }: Change, text: Text<SectionPattern<"reports">>, language: Language, points = false): string {
  if (way === "same") return text("changeSame");
  const much = points ? text("points", { count: by }) : percent(by, language);
  return text(way === "more" ? "changeMore" : "changeLess", { by: much });
}

/** Beside the words, which alone say it to who cannot see it. */
export const changeArrow: Record<Change["way"], string> = { more: "▲", less: "▼", same: "" };
