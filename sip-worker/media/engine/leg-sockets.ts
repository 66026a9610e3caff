/** The two UDP sockets of a leg: RTP on an even port, RTCP on the odd one above it (RFC 3550 11). */
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";

export interface LegSockets {
  rtp: Socket;
  /** Bound so that reports of the party do not bounce; nothing is read from it. */
  rtcp: Socket;
}

export interface SocketListeners {
  onPacket: (data: Uint8Array, from: RemoteInfo) => void;
  onError: (error: Error) => void;
}

/** Rejects with the system's error when one of the two ports cannot be bound; then neither stays open. */
export async function bindLegSockets(address: string, port: number, listeners: SocketListeners): Promise<LegSockets> {
  const sockets: LegSockets = { rtp: openSocket(), rtcp: openSocket() };
  try {
    await Promise.all([bind(sockets.rtp, address, port), bind(sockets.rtcp, address, port + 1)]);
  } catch (error) {
    closeLegSockets(sockets);
    throw error;
  }
  sockets.rtp.on("message", listeners.onPacket);
  // A phone that has closed its port makes the kernel report ECONNREFUSED here; without a listener that would end the thread.
  sockets.rtp.on("error", listeners.onError);
  sockets.rtcp.on("error", listeners.onError);
  return sockets;
}

export function closeLegSockets(sockets: LegSockets): void {
  sockets.rtp.close();
  sockets.rtcp.close();
}

/** Addresses are always numbers here: `lookup` spares a DNS thread and one turn of the event loop for each packet. */
function openSocket(): Socket {
  return createSocket({ type: "udp4", lookup: (host, _options, done) => done(null, host, 4) });
}

async function bind(socket: Socket, address: string, port: number): Promise<void> {
  const listening = once(socket, "listening");
  socket.bind({ port, address, exclusive: true });
  await listening;
}
