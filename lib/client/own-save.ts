/**
 * A save over the version that was read. One whose answer was lost on the way is stored all the same, and the next would meet its own
 * work as another's: here it is known again, and nobody is asked to choose between himself and himself.
 */
import { Refusal } from "./api.ts";

export interface OwnSaveOptions<T, R> {
  contentOf: (record: R) => T;
  /** The keys in which two values differ. */
  changed: (before: T, after: T) => string[];
}

/** What it returns is kept for as long as the document is edited. */
export function ownSave<T, R>({ contentOf, changed }: OwnSaveOptions<T, R>) {
  let unanswered: T[] = [];

  /** Either an own save, or another's that holds nothing but what is in `value` too. */
  const isOwn = (stored: T, base: T, value: T): boolean => {
    const differing = new Set(changed(stored, value));
    const holdsNothingElse = changed(base, stored).every((key) => !differing.has(key));
    return holdsNothingElse || unanswered.some((sent) => changed(stored, sent).length === 0);
  };

  /** @throws Refusal */
  return async (value: T, over: R, send: (value: T, over: R) => Promise<R>): Promise<R> => {
    const saved = await send(value, over).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === "unreachable") unanswered.push(value);
      const stored = error.code === "changedByAnother" ? (error.current as R | undefined) : undefined;
      if (!stored || !isOwn(contentOf(stored), contentOf(over), value)) throw error;
      return changed(contentOf(stored), value).length === 0 ? stored : send(value, stored);
    });
    unanswered = [];
    return saved;
  };
}
