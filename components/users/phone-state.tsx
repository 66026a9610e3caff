"use client";
/** Whether a phone is registered, from where and until when; and if it is not, why, and what to do. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { State, type Tone } from "@/components/ui/badge.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import type { DeviceRecord } from "@/lib/client/users.ts";
import type { PhoneRegistration } from "@/lib/domain/registration.ts";
import type { SipBanRecord } from "@/lib/domain/sip-ban.ts";

type Reason = PhoneRegistration["state"] | "banned" | "off";

const looks = {
  registered: { tone: "ok", icon: "okRing", words: "phoneRegistered", remedy: null },
  never: { tone: "mute", icon: "clock", words: "phoneNever", remedy: "remedyNever" },
  wrongPassword: { tone: "bad", icon: "error", words: "phoneWrongPassword", remedy: "remedyWrongPassword" },
  expired: { tone: "warn", icon: "missed", words: "phoneExpired", remedy: "remedyExpired" },
  unregistered: { tone: "mute", icon: "signOut", words: "phoneUnregistered", remedy: "remedyUnregistered" },
  noAnswer: { tone: "warn", icon: "missed", words: "phoneNoAnswer", remedy: "remedyExpired" },
  banned: { tone: "bad", icon: "blocked", words: "phoneBanned", remedy: "remedyBanned" },
  off: { tone: "mute", icon: "blocked", words: "phoneOff", remedy: null },
} as const satisfies Record<Reason, { tone: Tone; icon: IconName; words: string; remedy: string | null }>;

export interface PhoneReason {
  reason: Reason;
  /** Since when, or of what happened; null for never. */
  at: string | null;
  address: string | null;
  userAgent: string | null;
  until: string | null;
}

/** A ban tells more than the refusal before it. Null: not a phone that registers. */
export function reasonOf({ registration, username, enabled }: DeviceRecord, bans: SipBanRecord[]): PhoneReason | null {
  if (!registration) return null;
  const { state, at, address, userAgent, expiresAt } = registration;
  if (!enabled) return { reason: "off", at: null, address: null, userAgent: null, until: null };
  const ban = state === "registered" ? undefined : bans.find((candidate) => candidate.username === username);
  if (ban) return { reason: "banned", at: ban.createdAt, address: ban.address, userAgent: null, until: ban.endsAt };
  return { reason: state, at, address, userAgent, until: expiresAt };
}

/** One line: for lists. */
export function PhoneLine({ phone, device }: { phone: PhoneReason; device: string }) {
  const text = useText("users");
  const { date, time } = useFormat();
  const { tone, icon, words } = looks[phone.reason];
  const when = phone.reason !== "registered" && phone.at ? ` ${date(phone.at)} ${time(phone.at)}` : "";
  return (
    <State tone={tone} icon={icon}>
      {device}: {text(words)}
      {when}
    </State>
  );
}

/** Everything that is known. */
export function PhoneDetails({ phone }: { phone: PhoneReason }) {
  const text = useText("users");
  const { date, time } = useFormat();
  const at = (when: string) => `${date(when)} ${time(when)}`;
  const { tone, icon, words, remedy } = looks[phone.reason];
  return (
    <div className="phone-details">
      <State tone={tone} icon={icon} loud={tone === "bad"}>
        {text(words)}
      </State>
      <dl className="small">
        {phone.at && <Fact name={text(phone.reason === "registered" ? "phoneSince" : "phoneAt")}>{at(phone.at)}</Fact>}
        {phone.until && <Fact name={text("phoneUntil")}>{at(phone.until)}</Fact>}
        {phone.address && <Fact name={text("phoneFrom")}>{phone.address}</Fact>}
        {phone.userAgent && <Fact name={text("phoneModel")}>{phone.userAgent}</Fact>}
      </dl>
      {remedy && <p className="hint">{text(remedy)}</p>}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="break-anywhere">{children}</dd>
    </div>
  );
}
