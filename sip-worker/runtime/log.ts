/**
 * JSON lines on standard output: one object a line, `callId` the same from the first INVITE to the record. Phone numbers are
 * masked to their last three digits by the caller of the log (`maskNumber`), never written whole.
 */
export type LogLevel = "debug" | "info" | "warn" | "error";
export type LogFields = Record<string, string | number | boolean | null | undefined>;
export type Log = Record<LogLevel, (message: string, fields?: LogFields) => void>;

const severity: Record<LogLevel, number> = { debug: 10, info: 20, warn: 30, error: 40 };

/** `write` gets whole lines without the line end. */
export function createLog(component: string, level: LogLevel, write: (line: string) => void = console.log): Log {
  const at =
    (own: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (severity[own] < severity[level]) return;
      write(JSON.stringify({ time: new Date().toISOString(), level: own, component, message, ...fields }));
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** "0401234567" -> "…567". Shorter numbers (extensions) stay as they are. */
export const maskNumber = (number: string): string => (number.length > 4 ? `…${number.slice(-3)}` : number);
