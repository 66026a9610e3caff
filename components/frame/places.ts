/** The places of the portal, in the order of the navigation. A page that does not exist yet is not here. */
import type { IconName } from "@/components/ui/icon.tsx";
import type { Role } from "@/lib/domain/actor.ts";

export interface Place {
  href: string;
  text:
    | "agent"
    | "live"
    | "groups"
    | "callbacks"
    | "calls"
    | "reports"
    | "messages"
    | "announcements"
    | "menus"
    | "openingHours"
    | "numbers"
    | "users"
    | "trunks"
    | "billing"
    | "audit"
    | "organisation"
    | "webhooks"
    | "apiTokens";
  icon: IconName;
  roles: Role[];
  /** Only for those who are members of a group. */
  ofMembers?: boolean;
}

const all: Role[] = ["administrator", "supervisor", "member"];
const supervising: Role[] = ["administrator", "supervisor"];

export const dailyPlaces: Place[] = [
  { href: "/agent", text: "agent", icon: "workstation", roles: all, ofMembers: true },
  { href: "/live", text: "live", icon: "live", roles: supervising },
  { href: "/groups", text: "groups", icon: "groups", roles: supervising },
  { href: "/callbacks", text: "callbacks", icon: "callback", roles: supervising },
  { href: "/calls", text: "calls", icon: "calls", roles: all },
  { href: "/reports", text: "reports", icon: "reports", roles: all },
  { href: "/messages", text: "messages", icon: "speak", roles: supervising },
];

/** Shown in the expert view. */
export const settingsPlaces: Place[] = [
  { href: "/announcements", text: "announcements", icon: "megaphone", roles: supervising },
  { href: "/menus", text: "menus", icon: "branch", roles: supervising },
  { href: "/opening-hours", text: "openingHours", icon: "clock", roles: supervising },
  { href: "/numbers", text: "numbers", icon: "hash", roles: ["administrator"] },
  { href: "/users", text: "users", icon: "users", roles: supervising },
  { href: "/trunks", text: "trunks", icon: "trunk", roles: ["administrator"] },
  { href: "/billing-ids", text: "billing", icon: "card", roles: ["administrator"] },
  { href: "/audit", text: "audit", icon: "log", roles: ["administrator"] },
  { href: "/webhooks", text: "webhooks", icon: "upload", roles: ["administrator"] },
  { href: "/api-tokens", text: "apiTokens", icon: "lock", roles: ["administrator"] },
  { href: "/organisation", text: "organisation", icon: "building", roles: ["administrator"] },
];
