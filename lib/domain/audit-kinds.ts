/** Kinds of things that the audit log tells of. Apart from the rules, for the browser. */
export const auditKinds = [
  "group",
  "announcement",
  "user",
  "number",
  "trunk",
  "sipBan",
  "menu",
  "messageBox",
  "message",
  "callback",
  "billingAccount",
  "sipPassword",
  "passwordLink",
  "password",
  "sessions",
  "twoStep",
  "externalSignIn",
  "organisation",
  "apiToken",
] as const;
export type AuditKind = (typeof auditKinds)[number];
