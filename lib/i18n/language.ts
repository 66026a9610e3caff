/** Which of the three languages a reader sees. No language in the address: setting, cookie, then what the browser asks for. */
export const languages = ["fi", "sv", "en"] as const;
export type Language = (typeof languages)[number];

export const languageNames: Record<Language, string> = { fi: "Suomi", sv: "Svenska", en: "English" };

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** The first language of an Accept-Language header that we have; Finnish when there is none. */
export function preferredLanguage(header: string | null): Language {
  const wishes = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const q = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { language: tag.slice(0, 2).toLowerCase(), weight: q ? Number(q.trim().slice(2)) || 0 : 1 };
    })
    .sort((a, b) => b.weight - a.weight);
  return wishes.map((wish) => wish.language).find(isLanguage) ?? "fi";
}
