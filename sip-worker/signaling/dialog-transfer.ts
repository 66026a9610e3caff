/** A REFER in a dialog (RFC 3515), and the NOTIFY that says what came of it. */
import type { TransferRequest } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
import { parseNameAddr, userOf } from "./header-fields.ts";
import type { Dialog, SipMessage, SipResponse } from "./srf.ts";

const phrases: Record<number, string> = {
  200: "OK",
  403: "Forbidden",
  404: "Not Found",
  480: "Temporarily Unavailable",
  486: "Busy Here",
  603: "Decline",
};

export class DialogTransfer implements TransferRequest {
  readonly to: string;
  readonly replaces: string | null;
  readonly #dialog: Dialog;
  readonly #response: SipResponse;
  readonly #log: Log;
  #answered = false;
  #told = false;

  constructor(dialog: Dialog, referTo: ReferTo, response: SipResponse, log: Log) {
    this.#dialog = dialog;
    this.#response = response;
    this.#log = log;
    this.to = referTo.user;
    this.replaces = referTo.replaces;
  }

  accept(): void {
    this.#answer(202);
  }

  refuse(status: 403 | 404 | 603): void {
    this.#answer(status);
  }

  done(status: keyof typeof phrases): void {
    if (this.#told) return;
    this.#told = true;
    const headers = {
      // RFC 6665 4.1.3 wants it in every NOTIFY.
      Contact: "<sip:jono@localhost>",
      Event: "refer",
      "Subscription-State": "terminated;reason=noresource",
      "Content-Type": "message/sipfrag;version=2.0",
    };
    const notify = this.#dialog.request({ method: "NOTIFY", headers, body: `SIP/2.0 ${status} ${phrases[status]}\r\n` });
    inBackground(this.#log, "tell what came of a transfer", notify);
  }

  #answer(status: number): void {
    if (this.#answered) return;
    this.#answered = true;
    this.#response.send(status);
  }
}

export interface ReferTo {
  user: string;
  /** Call-ID of the dialog to be replaced. */
  replaces: string | null;
}

/** Null: no address that we could call. */
export function readReferTo(request: SipMessage): ReferTo | null {
  const address = parseNameAddr(request.get("Refer-To") ?? "");
  if (!address || !/^(sips?|tel):/i.test(address.uri)) return null;
  const question = address.uri.indexOf("?");
  const user = userOf(question < 0 ? address.uri : address.uri.slice(0, question));
  return user ? { user, replaces: question < 0 ? null : replacedCall(address.uri.slice(question + 1)) } : null;
}

/** `Replaces=call%3Bto-tag%3Da%3Bfrom-tag%3Db` among the headers of the URI (RFC 3891 6.1). */
function replacedCall(headers: string): string | null {
  const field = headers.split("&").find((part) => /^replaces=/i.test(part));
  if (!field) return null;
  try {
    return decodeURIComponent(field.slice("replaces=".length)).split(";")[0]?.trim() || null;
  } catch {
    return null;
  }
}
