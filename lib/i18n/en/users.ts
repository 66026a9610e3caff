import type { users as fi } from "../fi/users.ts";
import type { SectionLike } from "../translate.ts";

export const users: SectionLike<typeof fi> = {
  phones: "Devices now",
  noDevices: "No devices. Calls ring nowhere.",
  throughTrunk: "Reached through a trunk",
  phoneRegistered: "Registered",
  phoneNever: "Has never registered",
  phoneWrongPassword: "Wrong password",
  phoneExpired: "Registration expired",
  phoneUnregistered: "Signed off",
  phoneNoAnswer: "Does not answer",
  phoneBanned: "Banned",
  phoneOff: "Not in use",
  phoneSince: "Since",
  phoneAt: "When",
  phoneUntil: "Until",
  phoneFrom: "From address",
  phoneModel: "The phone says it is",
  remedyNever: "Enter the server's address, SIP account and password in the phone. If they are right, check the network and the firewall.",
  remedyWrongPassword: "Make a new password for the account and enter it in the phone.",
  remedyExpired: "The phone may be off or out of the network. Check power and network.",
  remedyUnregistered: "The phone said that it leaves. It comes back when the phone or app is opened.",
  remedyBanned: "Too many wrong passwords. Correct the password and lift the ban under Trunks: Banned addresses.",
};
