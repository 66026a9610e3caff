/** A request is handed on, on the word of its application or of the request handler. */
import type { ProxyOrder } from "../control/command.ts";
import { type Header, headerValue } from "../message/message.ts";
import type { Core } from "./core.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import { finish } from "./incoming-requests.ts";
import { ProxyCall } from "./proxy-call.ts";

/** False: it has made too many hops and is answered so. */
export function startProxy(core: Core, incoming: IncomingRequest, commandId: string, order: ProxyOrder, added: readonly Header[]): boolean {
  if (headerValue(incoming.transaction.request, "max-forwards") === "0") {
    finish(core, incoming, 483);
    return false;
  }
  const call = new ProxyCall(core, incoming, commandId, order, added);
  incoming.proxy = call;
  call.start();
  return true;
}
