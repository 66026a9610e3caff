/** Whether a phone is registered, and if not, why: a closed set, put in words by the portal. */
export interface PhoneRegistration {
  state: "registered" | "never" | "wrongPassword" | "expired" | "unregistered" | "noAnswer";
  /** ISO 8601: of the registration or of what ended it; null for never. */
  at: string | null;
  /** Where the phone was. */
  address: string | null;
  userAgent: string | null;
  /** ISO 8601, while registered. */
  expiresAt: string | null;
}
