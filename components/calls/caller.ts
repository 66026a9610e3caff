"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";

interface Caller {
  callerNumber: string | null;
  callerName: string | null;
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
