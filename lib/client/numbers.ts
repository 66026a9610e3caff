import { queryOptions } from "@tanstack/react-query";
import type { NewNumber, NumberUpdate } from "../domain/number.ts";
import type { NumberPurpose, NumberType } from "../domain/number-rules.ts";
import { getJson, sendJson } from "./api.ts";

export interface NumberRecord {
  id: string;
  version: number;
  digits: string;
  type: NumberType;
  priceText: string;
  purpose: NumberPurpose;
  parallelNumber: string | null;
  answerMode: "answer" | "earlyMedia";
  accepted: { by: string; at: string; rules: string } | null;
  group: { id: string; name: string } | null;
}

export const numbersQuery = queryOptions({ queryKey: ["numbers"], queryFn: () => getJson<NumberRecord[]>("/numbers") });

export const createNumber = (number: NewNumber) => sendJson<NumberRecord>("POST", "/numbers", number);
export const saveNumber = (id: string, update: NumberUpdate) => sendJson<NumberRecord>("PUT", `/numbers/${id}`, update);
export const deleteNumber = (id: string) => sendJson<void>("DELETE", `/numbers/${id}`);
