import { expect, test } from "vitest";
import { promptText } from "./prompt-texts.ts";
import {
  digitsPrompt,
  type PromptId,
  type PromptLanguage,
  positionPrompt,
  promptIds,
  promptLanguages,
  readBackPrompt,
  waitPrompt,
} from "./prompts.ts";

const say = (language: PromptLanguage, ids: PromptId[]) => ids.map((id) => promptText(language, id)).join(" ");

test("every prompt has words in every language", () => {
  for (const language of promptLanguages) {
    for (const id of promptIds) expect(promptText(language, id), `${language} ${id}`).toMatch(/^\p{L}.*\S$/u);
  }
  expect(new Set(promptIds).size).toBe(promptIds.length);
});

test.each<[PromptLanguage, number, string]>([
  ["fi", 1, "Olet jonossa seuraavana."],
  ["fi", 2, "Olet jonossa toisena."],
  ["fi", 3, "Olet jonossa kolmantena."],
  ["fi", 11, "Olet jonossa yhdentenätoista."],
  ["fi", 18, "Olet jonossa kahdeksantenatoista."],
  ["fi", 20, "Olet jonossa kahdentenakymmenentenä."],
  ["sv", 1, "Du är näst på tur."],
  ["sv", 13, "Du har plats tretton i kön."],
  ["sv", 20, "Du har plats tjugo i kön."],
  ["en", 2, "You are number two in the queue."],
  ["en", 20, "You are number twenty in the queue."],
])("%s: place %i is %s", (language, position, sentence) => {
  expect(say(language, positionPrompt(language, position))).toBe(sentence);
});

test("Finnish ordinals in the essive follow vowel harmony", () => {
  for (let position = 2; position <= 20; position++) {
    const word = promptText("fi", `queue.position.${position}`).split(" ").at(-1)!;
    expect(word).toMatch(/(na|nä)(toista)?\.$/);
  }
});

test("nothing is said beyond the twentieth place", () => {
  for (const position of [0, -1, 21, 1.5, Number.NaN]) expect(positionPrompt("fi", position)).toEqual([]);
});

test.each<[PromptLanguage, number, string]>([
  ["fi", 0, "Arvioitu jonotusaika on alle minuutti."],
  ["fi", 59, "Arvioitu jonotusaika on alle minuutti."],
  ["fi", 60, "Arvioitu jonotusaika on noin yksi minuutti"],
  ["fi", 90, "Arvioitu jonotusaika on noin kaksi minuuttia"],
  ["fi", 11 * 60, "Arvioitu jonotusaika on noin yksitoista minuuttia"],
  ["fi", 21 * 60, "Arvioitu jonotusaika on noin kaksikymmentäyksi minuuttia"],
  ["fi", 3600, "Arvioitu jonotusaika on noin kuusikymmentä minuuttia"],
  ["fi", 3630, "Arvioitu jonotusaika on yli tunti."],
  ["sv", 60, "Den beräknade väntetiden är cirka en minut"],
  ["sv", 21 * 60, "Den beräknade väntetiden är cirka tjugoen minuter"],
  ["sv", 32 * 60, "Den beräknade väntetiden är cirka trettiotvå minuter"],
  ["sv", 4000, "Den beräknade väntetiden är över en timme."],
  ["en", 60, "The estimated waiting time is about one minute"],
  ["en", 21 * 60, "The estimated waiting time is about twenty-one minutes"],
  ["en", 4000, "The estimated waiting time is more than an hour."],
])("%s: %i seconds is %s", (language, seconds, sentence) => {
  expect(say(language, waitPrompt(language, seconds))).toBe(sentence);
});

test("no estimate, nothing said", () => {
  for (const seconds of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(waitPrompt("sv", seconds)).toEqual([]);
});

/** "045 123 4567": a group ends where the recording with the pause is used. */
const grouped = (number: string) =>
  digitsPrompt("fi", number)
    .map((id) => id.replace("digit.", "").replace("plus", "+").replace(".end", " "))
    .join("")
    .trim();

test.each(["045 123 4567", "+358 451 234 567", "0800 123 456", "112", "020 457 623", "8000", "7"])("%s is read in groups", (number) => {
  const compact = number.replaceAll(" ", "");
  expect(grouped(number).replaceAll(" ", "")).toBe(compact);
  expect(grouped(number).split(" ").at(-1)!.length).toBeLessThanOrEqual(4);
});

test("groups of three, and no key alone at the end", () => {
  expect(grouped("0451234567")).toBe("045 123 4567");
  expect(grouped("+358451234567")).toBe("+358 451 234 567");
  expect(grouped("020457623")).toBe("020 457 623");
  expect(grouped("12345")).toBe("123 45");
  expect(grouped("")).toBe("");
});

test("a number is read back as a sentence, without what is no key", () => {
  expect(say("fi", readBackPrompt("fi", "(04)-x"))).toBe(
    "Soitamme numeroon nolla neljä Jos numero on oikein, paina ykköstä. Jos haluat muuttaa sitä, paina kakkosta.",
  );
});
