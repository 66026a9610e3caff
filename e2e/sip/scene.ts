/** What a scenario needs: phones of the demo organisation, groups of its own, and everything gone when it ends. */
import { inject, onTestFinished } from "vitest";
import type { GroupDocument, GroupSettingsInput } from "../../lib/domain/group/group.ts";
import { RtpPhone } from "../../sip-worker/media/engine/testing/rtp-phone.ts";
import { Api } from "../api.ts";
import { Baresip, type BaresipOptions } from "../softphone/baresip.ts";
import type { BaresipAccount } from "../softphone/baresip-config.ts";
import { SipPhone } from "../softphone/sip-phone.ts";

export const stack = inject("stack");
export const api = new Api(stack.url, stack.token);
export const domain = `127.0.0.1:${stack.ports.sip}`;

let used = 0;
/** SIP, control and RTP ports of the next phone; baresip takes the SIP port and the one above. */
function nextPorts(): BaresipOptions["ports"] {
  const { sip, rtp } = stack.ports.phones;
  const at = used++ % 100;
  return { sip: sip + at * 4, control: sip + at * 4 + 2, rtp: { min: rtp + at * 20, max: rtp + at * 20 + 19 } };
}

/** A registered phone of a user of the demo organisation, at hand until the test ends. */
export async function phone(extension: string, speaks?: number, account: Partial<BaresipAccount> = {}): Promise<Baresip> {
  const made = await Baresip.start({
    account: { user: extension, domain, password: `demo-${extension}`, registerSeconds: 300, ...account },
    ports: nextPorts(),
    speaks,
  });
  onTestFinished(() => made.stop());
  if (!account.password) await made.registered();
  return made;
}

/** A user's phone that does what the test says, with its sound; not registered unless the test does so, and gone when it ends. */
export async function ownPhone(user: string): Promise<{ sip: SipPhone; sound: RtpPhone }> {
  const sip = await SipPhone.open({ user, password: `demo-${user}`, domain });
  const sound = await RtpPhone.open();
  onTestFinished(async () => {
    await sip.unregisterAll();
    sip.close();
    sound.close();
  });
  return { sip, sound };
}

let numbers = 8010;

/** A group with these members, logged in, on a test number of its own; deleted when the test ends. */
export async function group(members: string[], settings: Omit<GroupSettingsInput, "general"> & { general?: object } = {}) {
  const digits = String(numbers++);
  const userIds = await Promise.all(members.map((extension) => api.userId(extension)));
  const created = await api.createGroup({
    ...settings,
    general: { name: `Scenario ${digits}`, numberId: await api.numberId(digits), ...settings.general },
    members: {
      ringInOrder: true,
      ...settings.members,
      members: userIds.map((userId, index) => ({ userId, ringOrder: index + 1 })),
    },
  });
  onTestFinished(() => api.deleteGroup(created.id).catch(() => undefined));
  await api.untilLive((live) => live.groups[created.id]?.loggedIn === members.length);
  return { digits, created, uri: `sip:${digits}@${domain}` };
}

/** The latest call to the group, when its record is complete. */
export async function finishedCall({ created }: { created: Pick<GroupDocument, "id"> }) {
  for (let attempt = 0; attempt < 300; attempt++) {
    const [latest] = await api.calls(`?groupId=${created.id}`);
    if (latest?.outcome) return api.call(latest.id);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the call has no outcome");
}

/** An announcement in the library from one of our own prompts; its sound can be told from every other. */
export async function announcement(name: string, language: "fi" | "sv" | "en", promptId: string): Promise<string> {
  const { parseWav, writeWav } = await import("../../lib/audio/wav.ts");
  const { readPrompt } = await import("../softphone/heard.ts");
  const samples = await readPrompt(language, promptId as never);
  const wav = writeWav(samples);
  if (!parseWav(wav).ok) throw new Error("the prompt is no WAV");
  const form = new FormData();
  form.set("name", name);
  form.set("language", language);
  form.set("audio", new Blob([Uint8Array.from(wav)], { type: "audio/wav" }), "announcement.wav");
  const { id } = await api.request<{ id: string }>("POST", "/announcements", form);
  return id;
}
