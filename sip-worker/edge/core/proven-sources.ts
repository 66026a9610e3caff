/**
 * UDP addresses that have shown that what we send reaches them: an ACK with our tag, a response to our request, an accepted call or
 * registration. Only they get repetitions of refusals; anybody else could be the victim of a forged source address, to whom never
 * more should go than came from there.
 */
const addressesAtMost = 10_000;

export class ProvenSources {
  readonly #addresses = new Set<string>();

  add(address: string): void {
    if (this.#addresses.has(address)) return;
    this.#addresses.add(address);
    const [oldest] = this.#addresses;
    if (this.#addresses.size > addressesAtMost && oldest !== undefined) this.#addresses.delete(oldest);
  }

  has(address: string): boolean {
    return this.#addresses.has(address);
  }
}
