import type { fi } from "./fi/fi.ts";
import type { fiPages } from "./fi/fi-pages.ts";
import type { DictionaryLike, Section } from "./translate.ts";

type CorePattern = Omit<typeof fi, "settings">;
type PagesPattern = typeof fiPages;
type Pattern = CorePattern & PagesPattern;

/** Texts of every page, and the settings' labels. */
export type Core = DictionaryLike<CorePattern> & Pick<typeof fi, "settings">;
/** Texts that only some pages need. */
export type Pages = DictionaryLike<PagesPattern>;
/** All texts of one language. */
export type Dictionary = Core & Pages;

export type PageSection = keyof Pages;
export type SectionName = keyof Pattern;
/** Typed after the Finnish section, so that placeholders are known. */
export type SectionPattern<N extends SectionName> = Pattern[N] & Section;
