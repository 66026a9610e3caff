import { sendJson } from "./api.ts";

export const exportPersonalData = (number: string) =>
  sendJson<{ calls: unknown[]; callbacks: unknown[] }>("POST", "/personal-data/export", { number });
export const erasePersonalData = (number: string) =>
  sendJson<{ calls: number; callbacks: number }>("POST", "/personal-data/erase", { number });
