"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import type { CallDirection } from "@/lib/domain/call.ts";

interface Caller {
  callerNumber: string | null;
  callerName: string | null;
}

interface Parties extends Caller {
  direction: CallDirection;
  dialledNumber: string;
  groupName: string;
}

/** Number and name as they came: text from outside, only ever shown as text. */
export function useCaller() {
  const common = useText("common");
  const { phoneNumber } = useFormat();
  return ({ callerNumber, callerName }: Caller): string => {
    if (!callerNumber) return common("withheld");
    return callerName && callerName !== callerNumber ? `${phoneNumber(callerNumber)}, ${callerName}` : phoneNumber(callerNumber);
  };
}

/** Who calls whom: a caller has called the service, anybody else has dialled somebody. */
export function useParties() {
  const text = useText("calls");
  const { phoneNumber } = useFormat();
  const caller = useCaller();
  return (call: Parties): string => {
    const number = phoneNumber(call.dialledNumber) || text("erased");
    if (isCallback(call)) return text("callbackTo", { number });
    return call.direction === "incoming" || call.groupName !== "" ? caller(call) : text("callTo", { caller: caller(call), number });
  };
}

/** The service dials a customer who has asked for it. */
export const isCallback = ({ direction, groupName }: Pick<Parties, "direction" | "groupName">): boolean =>
  direction === "outgoing" && groupName !== "";
