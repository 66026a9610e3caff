"use client";
/** Kinds and events of the audit log in words. */
import { useText } from "@/components/language/texts.tsx";
import type { AuditRecord } from "@/lib/domain/audit.ts";
import type { AuditKind } from "@/lib/domain/audit-kinds.ts";

const actions = {
  create: "actionCreate",
  update: "actionUpdate",
  delete: "actionDelete",
  export: "actionExport",
  erase: "actionErase",
  listen: "actionListen",
  cancel: "actionCancel",
  result: "actionResult",
  move: "actionMove",
} as const;
const kinds = {
  group: "kindGroup",
  announcement: "kindAnnouncement",
  user: "kindUser",
  number: "kindNumber",
  trunk: "kindTrunk",
  sipBan: "kindSipBan",
  menu: "kindMenu",
  messageBox: "kindMessageBox",
  message: "kindMessage",
  callback: "kindCallback",
  call: "kindCall",
  billingAccount: "kindBillingAccount",
  sipPassword: "kindSipPassword",
  passwordLink: "kindPasswordLink",
  password: "kindPassword",
  sessions: "kindSessions",
  twoStep: "kindTwoStep",
  externalSignIn: "kindExternalSignIn",
  organisation: "kindOrganisation",
  apiToken: "kindApiToken",
  webhook: "kindWebhook",
  personalData: "kindPersonalData",
  systemPrompt: "kindSystemPrompt",
} as const satisfies Record<AuditKind, string>;

export function useAuditWords() {
  const text = useText("lists");
  const kind = (name: string) => (name in kinds ? text(kinds[name as AuditKind]) : name);
  const event = ({ action, subjectKind }: AuditRecord) =>
    `${kind(subjectKind)}: ${action in actions ? text(actions[action as keyof typeof actions]) : action}`;
  return { kind, event };
}
