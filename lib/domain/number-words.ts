/** Numbers as words of Finnish, Swedish and English, as far as prompts speak them. */
import type { PromptLanguage } from "./prompts.ts";

const fiOnes = ["nolla", "yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän"];
const svOnes = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"];
const svTeens = ["tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"];
const svTens = ["", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"];
const enOnes = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const enTeens = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const enTens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** "Olet jonossa kolmantena": in which place, 1 to 20. */
const fiEssiveOrdinals = [
  "ensimmäisenä",
  "toisena",
  "kolmantena",
  "neljäntenä",
  "viidentenä",
  "kuudentena",
  "seitsemäntenä",
  "kahdeksantena",
  "yhdeksäntenä",
  "kymmenentenä",
  "yhdentenätoista",
  "kahdentenatoista",
  "kolmantenatoista",
  "neljäntenätoista",
  "viidentenätoista",
  "kuudentenatoista",
  "seitsemäntenätoista",
  "kahdeksantenatoista",
  "yhdeksäntenätoista",
  "kahdentenakymmenentenä",
];

/** Finnish ordinal in the essive, 1 to 20. */
export function essiveOrdinal(place: number): string {
  return known(fiEssiveOrdinals[place - 1], place);
}

/** Cardinal, 0 to 99. Swedish "ett" (as in counting; before "minut" it is "en"). */
export function cardinal(language: PromptLanguage, number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  switch (language) {
    case "fi":
      return fiCardinal(tens, ones);
    case "sv":
      return joinTens(known(svTens[tens], number), svOnes, svTeens, tens, ones, "");
    case "en":
      return joinTens(known(enTens[tens], number), enOnes, enTeens, tens, ones, "-");
  }
}

/** "yksi minuutti", "kaksi minuuttia" (partitive singular), "en minut", "tjugoen minuter", "one minute". */
export function minutesInWords(language: PromptLanguage, minutes: number): string {
  const number = cardinal(language, minutes);
  switch (language) {
    case "fi":
      return `${number} ${minutes === 1 ? "minuutti" : "minuuttia"}`;
    case "sv":
      return `${commonGender(number)} ${minutes === 1 ? "minut" : "minuter"}`;
    case "en":
      return `${number} ${minutes === 1 ? "minute" : "minutes"}`;
  }
}

/** "ett" before a neuter noun is "en" before a common one: "tjugoen minuter". */
function commonGender(number: string): string {
  return number.endsWith("ett") ? `${number.slice(0, -3)}en` : number;
}

function fiCardinal(tens: number, ones: number): string {
  const one = known(fiOnes[ones], ones);
  if (tens === 0) return one;
  if (tens === 1) return ones === 0 ? "kymmenen" : `${one}toista`;
  return `${known(fiOnes[tens], tens)}kymmentä${ones === 0 ? "" : one}`;
}

function joinTens(ten: string, onesWords: string[], teens: string[], tens: number, ones: number, hyphen: string): string {
  if (tens === 0) return known(onesWords[ones], ones);
  if (tens === 1) return known(teens[ones], ones);
  return ones === 0 ? ten : `${ten}${hyphen}${onesWords[ones]}`;
}

function known(word: string | undefined, number: number): string {
  if (word === undefined) throw new Error(`no word for ${number}`);
  return word;
}
