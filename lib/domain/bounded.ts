/**
 * Building blocks of every setting's rule. Messages are i18n keys (`errors.*`), never sentences: the reader's language is
 * chosen where the message is shown. The bound that was broken stands in the issue itself (`minimum`, `maximum`).
 */
import * as z from "zod";

/** A whole number from `min` to `max`, both allowed. */
export const wholeNumber = (min: number, max: number) =>
  z.number("errors.number").int("errors.wholeNumber").min(min, "errors.tooSmall").max(max, "errors.tooLarge");

/** As {@link wholeNumber}, or null for "none / no limit", which is never the same as 0. */
export const optionalNumber = (min: number, max: number) => wholeNumber(min, max).nullable();

/** Of a record that is edited: what was read is named when it is written. */
export const version = wholeNumber(1, 2 ** 31 - 1);

/** Text of `min` to `max` characters (code points) after trimming, without control characters and halves of characters. */
export const text = (min: number, max: number) =>
  z
    .string("errors.text")
    .trim()
    .refine((value) => [...value].length >= min, { error: "errors.required", params: { minimum: min } })
    .refine((value) => [...value].length <= max, { error: "errors.tooLong", params: { maximum: max } })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
    .refine((value) => !/[\u0000-\u001f\u007f\u2028\u2029\p{Surrogate}]/u.test(value), "errors.controlCharacters");

export const id = z.uuid("errors.reference");
export const reference = id.nullable();

/** Whether a text can be an id at all: anything else is not asked from the database. */
export const isId = (value: string): boolean => z.uuid().safeParse(value).success;
