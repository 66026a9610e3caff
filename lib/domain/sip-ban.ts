/** Who may not try SIP passwords any more, from where, until when. */
export interface SipBanRecord {
  id: string;
  address: string;
  /** Null: every account, from this address. */
  username: string | null;
  reason: "guessing";
  createdAt: string;
  endsAt: string;
}
