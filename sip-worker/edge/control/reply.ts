/** What an application hears: leaders of the frames that the edge sends. Positions matter, the reader counts bars. */

/** Where a message came from or went to, as an application is told. */
export interface MessageMeta {
  /** Bytes on the wire; 0 for a message that never was on one. */
  readonly bytes: number;
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
  /** UTC, see `timeOfDay`. */
  readonly time: string;
}

const describe = (meta: MessageMeta): string => `${meta.bytes}|${meta.protocol}|${meta.address}|${meta.port}|${meta.time}`;
const withText = (leader: string, text: string): string => `${leader}\r\n${text}`;

export const replyOk = (commandId: string, ...tokens: string[]): string => ["response", commandId, "OK", ...tokens].join("|");
/** The command could not be carried out; the connection stays. */
export const replyNotOk = (commandId: string, reason: string): string => `response|${commandId}|NOK|${oneLine(reason)}`;
/** The application broke the protocol; the connection is closed after it. */
export const replyNo = (commandId: string, reason: string): string => `response|${commandId}|NO|${oneLine(reason)}`;

export const replyRequestSent = (commandId: string, meta: MessageMeta, transactionId: string, text: string): string =>
  withText(`response|${commandId}|OK|application|${describe(meta)}|${transactionId}|Msg sent:|`, text);

export const replyResponseSent = (commandId: string, meta: MessageMeta, transactionId: string, dialogId: string, text: string): string =>
  withText(`response|${commandId}|OK|application|${describe(meta)}|${transactionId}|${dialogId}||Msg sent:|`, text);

export const replyProxied = (commandId: string, meta: MessageMeta, text: string): string =>
  withText(`response|${commandId}|OK|network|${describe(meta)}|||continue`, text);

/** A new request also names the listener it came in by. */
export const fromNetwork = (
  meta: MessageMeta,
  transactionId: string,
  dialogId: string,
  text: string,
  receivedOn?: { address: string; port: number },
): string => {
  const listener = receivedOn ? `${receivedOn.address}|${receivedOn.port}|` : "";
  return withText(`sip|network|${describe(meta)}|${transactionId}|${dialogId}|${listener}`, text);
};

/** A request that the edge sent by itself: it ended a dialog. */
export const fromEdge = (meta: MessageMeta, dialogId: string, text: string): string =>
  withText(`sip|application|${describe(meta)}|unsolicited|${dialogId}|`, text);

export type CallEvent = "attempt" | "start" | "stop";
export const callEvent = (event: CallEvent, source: "network" | "application", time: string, detail: string | null, text: string): string =>
  withText(["cdr:".concat(event), source, time, ...(detail === null ? [] : [detail])].join("|"), text);

/** `HH:MM:SS.uuuuuu`; the date gives milliseconds, the rest are zeros. */
export const timeOfDay = (date: Date): string => `${date.toISOString().slice(11, 23)}000`;

function oneLine(text: string): string {
  return text.replaceAll("\r", " ").replaceAll("\n", " ").replaceAll("|", " ");
}
