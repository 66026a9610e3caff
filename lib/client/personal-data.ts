import { sendJson } from "./api.ts";

export const exportPersonalData = (number: string) =>
  sendJson<{ calls: unknown[]; callbacks: unknown[]; messages: unknown[] }>("POST", "/personal-data/export", { number });
export const erasePersonalData = (number: string) =>
  sendJson<{ calls: number; callbacks: number; messages: number }>("POST", "/personal-data/erase", { number });
