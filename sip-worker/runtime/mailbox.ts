/**
 * One thing at a time, in order: what is posted while a message is being handled waits until it is done. So a command that
 * causes an event at once (a phone that cannot be reached) does not interrupt the decision that it came from.
 */
export class Mailbox<Message> {
  readonly #handle: (message: Message) => void;
  #waiting: Message[] = [];
  #busy = false;

  constructor(handle: (message: Message) => void) {
    this.#handle = handle;
  }

  post(message: Message): void {
    this.#waiting.push(message);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) this.#handle(next);
    } finally {
      this.#busy = false;
    }
  }
}
