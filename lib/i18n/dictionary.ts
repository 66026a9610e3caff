import type { fi } from "./fi/fi.ts";
import type { DictionaryLike, Section } from "./translate.ts";

type Pattern = Omit<typeof fi, "settings">;

/** All texts of one language. */
export type Dictionary = DictionaryLike<Pattern> & Pick<typeof fi, "settings">;
export type SectionName = keyof Pattern;
/** Typed after the Finnish section, so that placeholders are known. */
export type SectionPattern<N extends SectionName> = Pattern[N] & Section;
