/** Walks once over a header value; every method moves forward only, so a parser built on it is linear in the value's length. */
import { isSpaceCode, isTokenCode } from "./characters.ts";

export class Scanner {
  position = 0;
  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Character code under the cursor, -1 at the end. */
  get code(): number {
    return this.position < this.text.length ? this.text.charCodeAt(this.position) : -1;
  }

  skipSpace(): void {
    while (this.position < this.text.length && isSpaceCode(this.text.charCodeAt(this.position))) this.position++;
  }

  /** Takes this character if it is next. */
  take(character: string): boolean {
    if (this.text[this.position] !== character) return false;
    this.position++;
    return true;
  }

  /** Takes a separator with the white space that may stand around it (RFC 3261 25.1: SEMI, EQUAL, SLASH, COMMA). */
  takeSeparator(character: string): boolean {
    const start = this.position;
    this.skipSpace();
    if (!this.take(character)) {
      this.position = start;
      return false;
    }
    this.skipSpace();
    return true;
  }

  takeToken(): string {
    return this.takeWhile(isTokenCode);
  }

  takeWhile(belongs: (code: number) => boolean): string {
    const start = this.position;
    while (this.position < this.text.length && belongs(this.text.charCodeAt(this.position))) this.position++;
    return this.text.slice(start, this.position);
  }

  /** A quoted string with its quotes and escapes as written, or null when it never ends. */
  takeQuoted(): string | null {
    const start = this.position;
    if (!this.take('"')) return null;
    while (this.position < this.text.length) {
      const character = this.text[this.position++];
      if (character === "\\") this.position++;
      else if (character === '"') return this.text.slice(start, this.position);
    }
    this.position = start;
    return null;
  }
}
