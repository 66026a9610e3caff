/** A person of the organisation: who he is, what he may, and the phones that ring for him (product.md, "People"). */
import * as z from "zod";
import { text, version } from "./bounded.ts";
import { outsideNumber } from "./destination.ts";

/** Emergency calls never meet an extension. */
const extension = z
  .string("errors.text")
  .trim()
  .regex(/^[0-9]{2,6}$/, "errors.extension")
  .refine((digits) => digits !== "112", "errors.extensionEmergency");

export const emailAddress = z.string("errors.text").trim().toLowerCase().max(320, "errors.tooLong").pipe(z.email("errors.email"));

/** Null: the person has no such device. */
const sipDevice = z.object({ enabled: z.boolean().default(true) }).nullable();
const mobileDevice = z.object({ enabled: z.boolean().default(true), number: outsideNumber }).nullable();

const settings = z.object({
  name: text(1, 80),
  email: emailAddress,
  extension,
  role: z.enum(["administrator", "supervisor", "member"], "errors.invalid").default("member"),
  /** Basic: a mobile device only. Multi: a workstation and an IP phone too. */
  profile: z.enum(["basic", "multi"], "errors.invalid").default("multi"),
  language: z.enum(["fi", "sv", "en"], "errors.invalid").default("fi"),
  /** False: can't sign in, and no device of his is rung. */
  active: z.boolean().default(true),
  mobile: mobileDevice.default(null),
  workstation: sipDevice.default(null),
  ipPhone: sipDevice.default(null),
});

const fitsProfile = ({ profile, workstation, ipPhone }: z.output<typeof settings>) => profile === "multi" || (!workstation && !ipPhone);
const profileRule = { path: ["profile"], error: "errors.basicProfile" };

export const userSettings = settings.refine(fitsProfile, profileRule);
export const userUpdate = settings.extend({ version }).refine(fitsProfile, profileRule);
export type UserSettings = z.output<typeof userSettings>;
export type UserUpdate = z.output<typeof userUpdate>;

/** The devices that have a SIP account. */
export const sipDeviceKind = z.enum(["workstation", "ipPhone"], "errors.invalid");
export type SipDeviceKind = z.output<typeof sipDeviceKind>;
