/**
 * From where a leg takes RTP, and to where it sends: nobody else may hear or speak. The address of the SDP counts, and its port.
 * Behind NAT the party's packets come from elsewhere: then signalling names the address that its SIP came from, the first RTP packet
 * from there decides about the port (symmetric RTP, RFC 4961), and from then on only that source counts.
 */
export interface TransportAddress {
  address: string;
  port: number;
}

export class PeerAddress {
  #described: TransportAddress | null = null;
  #learnFrom: string | null = null;
  #locked: TransportAddress | null = null;

  /** The address of the newest SDP. The same as before keeps what was learned. */
  describe(address: string, port: number): void {
    const described = this.#described;
    if (described?.address === address && described.port === port) return;
    this.#described = { address, port };
    this.#locked = null;
  }

  /** Packets from any port of this address count too, until the first one. */
  learnFrom(address: string): void {
    this.#learnFrom = address;
  }

  /** To be asked with valid RTP only: the first packet that is accepted locks the source. */
  accepts(address: string, port: number): boolean {
    if (this.#locked) return this.#locked.address === address && this.#locked.port === port;
    const described = this.#described;
    if (!described) return false;
    const expected = described.address === address && described.port === port;
    if (!expected && this.#learnFrom !== address) return false;
    this.#locked = { address, port };
    return true;
  }

  /** Null before the first SDP. */
  get destination(): TransportAddress | null {
    return this.#locked ?? this.#described;
  }
}
