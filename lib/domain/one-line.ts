/**
 * Text from outside on one line, read in the direction in which it is written: control characters, line separators and what overrides the
 * direction of text (U+202E makes "gnp.exe" of "exe.png", and turns round what stands beside it) become a space.
 */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
