/**
 * One thing at a time, in order: what is posted while a message is being handled waits until it is done. So a command that
 * causes an event at once (a phone that cannot be reached) does not interrupt the decision that it came from. A message that fails
 * is told to `onError`, and those behind it are handled all the same.
 */
export class Mailbox<Message> {
  readonly #handle: (message: Message) => void;
  readonly #onError: (error: unknown) => void;
  #waiting: Message[] = [];
  #busy = false;

  constructor(handle: (message: Message) => void, onError: (error: unknown) => void) {
    this.#handle = handle;
    this.#onError = onError;
  }

  post(message: Message): void {
    this.#waiting.push(message);
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) this.#try(next);
    this.#busy = false;
  }

  #try(message: Message): void {
    try {
      this.#handle(message);
    } catch (error) {
      this.#onError(error);
    }
  }
}
