/** A control connection on its socket, whichever side opened it. */
import type { Socket } from "node:net";
import { type CommandHandler, ControlConnection, type ControlSettings } from "../control/connection.ts";

/** An application that stopped reading loses its connection, not our memory. */
const unsentBytes = 64 * 1024 * 1024;

/** Who does not authenticate within `authenticateMs` does not speak the protocol. */
export function serveControl(socket: Socket, settings: ControlSettings, handler: CommandHandler, authenticateMs: number): void {
  const write = (bytes: string) => {
    socket.write(bytes, "latin1");
    if (socket.writableLength > unsentBytes) socket.destroy();
  };
  const connection = new ControlConnection({ write, end: () => socket.end() }, settings, handler);
  const timer = setTimeout(() => connection.authenticated || socket.destroy(), authenticateMs);
  socket.on("data", (bytes) => connection.push((bytes as Buffer).toString("latin1")));
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    clearTimeout(timer);
    connection.closed();
  });
}
