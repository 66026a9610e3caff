/** What a password of the portal must be: long enough and not one that everybody tries. No other rules: they make passwords worse. */
import * as z from "zod";

const shortest = 8;
const longest = 200;

/** The usual kinds in Finland; compared without case and without digits and signs at the end. The long list is lib/web/chosen-password.ts. */
const common = new Set(
  [
    "password passw0rd letmein welcome iloveyou princess sunshine football baseball superman batman dragon monkey master shadow",
    "qwerty qwertyui qwertyuiop qwerty123 asdfghjk asdfghjkl zxcvbnm 1q2w3e4r 1qaz2wsx q1w2e3r4 abcd1234 abc12345 a1b2c3d4",
    "administrator admin administraattori changeme default secret trustno1 whatever computer internet starwars pokemon",
    "salasana salasana123 tunnussana kayttaja käyttäjä paakayttaja pääkäyttäjä tervetuloa perkele saatana kissa koira aurinko",
    "suomi finland helsinki turku tampere oulu jyvaskyla jyväskylä kesa2025 kesa2026 talvi2025 talvi2026 syksy2026 kevat2026",
    "losenord lösenord sommar vinter valkommen välkommen hejsan sverige stockholm asiakaspalvelu kundtjanst puhelin jonojono",
  ]
    .join(" ")
    .split(" "),
);

/** Without the digits and signs at its end. The look behind keeps it linear: an ending is tried once, where it begins. */
export const withoutEnding = (password: string): string => password.replace(/(?<![\d\W_])[\d\W_]+$/u, "");

function isCommon(password: string): boolean {
  const lower = password.toLocaleLowerCase("fi");
  const core = withoutEnding(lower);
  const digitsInARow = "01234567890123456789".includes(lower) || "98765432109876543210".includes(lower);
  return common.has(lower) || common.has(core) || digitsInARow || /^(.{1,3})\1+$/u.test(lower);
}

export const newPassword = z
  .string("errors.text")
  .min(shortest, "errors.passwordShort")
  .max(longest, "errors.tooLong")
  .refine((password) => !isCommon(password), "errors.passwordCommon");
