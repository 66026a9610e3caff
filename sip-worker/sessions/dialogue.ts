/** A caller who hears prompts and answers by keys: a callback request, a menu, a message box. */
export interface Dialogue {
  start(): void;
  /** 0-9 * # */
  onKey(key: string): void;
  /** The list of this `playId` came to its end. */
  onPlayed(playId: number): void;
  /** Idempotent; nothing is played or told afterwards. */
  stop(): void;
}
