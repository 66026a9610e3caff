/**
 * A port that takes RTP and reads none of it, as if the phone's work were done elsewhere: on a closed port the kernel would answer every packet with an
 * ICMP message, which costs the sender as much as the packet.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";

const program = `
  const { createSocket } = require("node:dgram");
  const { parentPort, workerData } = require("node:worker_threads");
  const socket = createSocket("udp4");
  socket.bind(workerData.port, workerData.address, () => {
    parentPort.postMessage("bound");
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });
`;

/** Returns what closes it. */
export async function openDeafEar(address: string, port: number): Promise<() => Promise<unknown>> {
  const worker = new Worker(program, { eval: true, workerData: { address, port } });
  await once(worker, "message");
  worker.unref();
  return () => worker.terminate();
}
