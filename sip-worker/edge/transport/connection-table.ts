/** Open connections by remote address, with the limits that keep one address or all together from taking too many. */
import type { Flow, SocketAddress, TransportEvents } from "./flow.ts";

const connectionsPerAddress = 50;
const connectionsAtMost = 5_000;

export class ConnectionTable<Connection extends Flow & { close(): void }> {
  readonly #connections = new Map<string, Connection>();
  readonly #perAddress = new Map<string, number>();
  readonly #events: TransportEvents;

  constructor(events: TransportEvents) {
    this.#events = events;
  }

  find(remote: SocketAddress): Connection | null {
    const known = this.#connections.get(keyOf(remote));
    return known?.open ? known : null;
  }

  mayAccept(address: string): boolean {
    const accepted = (this.#perAddress.get(address) ?? 0) < connectionsPerAddress && this.#connections.size < connectionsAtMost;
    if (!accepted) this.#events.count("connectionRefused");
    return accepted;
  }

  add(remote: SocketAddress, make: (onClosed: () => void) => Connection): Connection {
    const key = keyOf(remote);
    const connection: Connection = make(() => {
      if (this.#connections.get(key) === connection) this.#connections.delete(key);
      this.#count(remote.address, -1);
    });
    this.#connections.set(key, connection);
    this.#count(remote.address, 1);
    return connection;
  }

  closeAll(): void {
    for (const connection of [...this.#connections.values()]) connection.close();
  }

  #count(address: string, step: 1 | -1): void {
    const count = (this.#perAddress.get(address) ?? 0) + step;
    if (count > 0) this.#perAddress.set(address, count);
    else this.#perAddress.delete(address);
  }
}

const keyOf = ({ address, port }: SocketAddress): string => `${address} ${port}`;
