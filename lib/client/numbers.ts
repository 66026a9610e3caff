import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./api.ts";

export interface NumberRecord {
  id: string;
  digits: string;
  type: "test" | "freephone" | "general" | "company" | "transaction" | "entertainment" | "geographic" | "mobile";
  priceText: string;
  purpose: string;
  group: { id: string; name: string } | null;
}

export const numbersQuery = queryOptions({ queryKey: ["numbers"], queryFn: () => getJson<NumberRecord[]>("/numbers") });
