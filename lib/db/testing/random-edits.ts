/** For tests: every way in which an administrator changes what the worker reads, each on whatever there is to be changed. */
import { randomUUID } from "node:crypto";
import type { Actor } from "../../domain/actor.ts";
import { groupSettings } from "../../domain/group/group.ts";
import { menuSettings } from "../../domain/menu.ts";
import { messageBoxSettings } from "../../domain/message-box.ts";
import { newNumber, numberSettings } from "../../domain/number.ts";
import { organisationSettings } from "../../domain/organisation.ts";
import { newTrunk } from "../../domain/trunk.ts";
import { userSettings } from "../../domain/user.ts";
import { setAlertLimits } from "../alert-limits.ts";
import * as announcements from "../announcements.ts";
import * as billing from "../billing-accounts.ts";
import { db } from "../client.ts";
import * as groups from "../groups.ts";
import { switchByHand } from "../manual-hours.ts";
import * as menus from "../menus.ts";
import * as messageBoxes from "../message-boxes.ts";
import * as numbers from "../numbers.ts";
import * as organisation from "../organisation-settings.ts";
import * as prompts from "../system-prompts.ts";
import * as trunks from "../trunks.ts";
import * as changes from "../user-changes.ts";
import { renewSipPassword } from "../user-secrets.ts";
import * as users from "../users.ts";

const secret = "installation-secret-of-a-test";
const sound = (draw: number) => ({ wav: Uint8Array.of(draw), alaw: Uint8Array.of(draw), durationMs: 1000 + draw });
const fresh = (word: string) => `${word} ${randomUUID().slice(0, 13)}`;
const of = <T>(all: T[], draw: number): T => all[draw % all.length] as T;

/** `draw` decides which one and what of it; an edit that is refused changes nothing. */
export type Edit = (actor: Actor, draw: number) => Promise<unknown>;

export const edits: Record<string, Edit> = {
  async addGroup(actor, draw) {
    const [number] = await numbers.free(actor);
    if (!number) return;
    const members = (await users.list(actor)).slice(0, draw % 4).map(({ id }) => ({ userId: id }));
    const settings = groupSettings.parse({ general: { name: fresh("Ryhmä"), numberId: number.id }, members: { members } });
    return groups.create(actor, settings);
  },
  async saveGroup(actor, draw) {
    const group = await groups.get(actor, of(await groups.list(actor), draw).id);
    if (!group) return;
    const members = (await users.list(actor))
      .slice(0, draw % 3)
      .map(({ id }, index) => ({ userId: id, skillLevel: 2, ringOrder: index + 1 }));
    const general = { ...group.general, name: fresh("Nimetty") };
    const exceptions = [{ date: "2026-12-31", name: "", ranges: [{ opens: 540, closes: 720 }] }].slice(draw % 2);
    return groups.save(actor, group.id, {
      ...group,
      general,
      members: { ...group.members, members },
      hours: { ...group.hours, exceptions },
    });
  },
  removeGroup: async (actor, draw) => {
    const all = await groups.list(actor);
    return all.length > 2 && groups.remove(actor, of(all, draw).id);
  },
  switchHours: async (actor, draw) =>
    switchByHand(actor, of(await groups.list(actor), draw).id, { manual: of(["open", "closed", "automatic"] as const, draw) }),
  alertLimits: async (actor, draw) =>
    setAlertLimits(actor, of(await groups.list(actor), draw).id, {
      ...{ longestWaitSeconds: 10 + draw, waiting: null, nobodyLoggedIn: true, callbackExpiresMinutes: null },
    }),
  addUser: (actor, draw) =>
    changes.create(
      actor,
      userSettings.parse({
        ...{ name: fresh("Henkilö"), email: `${randomUUID()}@edits.invalid`, extension: String(100_000 + (Date.now() % 800_000) + draw) },
        ...{ mobile: { number: "045 000 0000" }, ipPhone: {} },
      }),
    ),
  async saveUser(actor, draw) {
    const user = of(await users.list(actor), draw);
    const settings = userSettings.parse({ ...user, ipPhone: null, workstation: null, mobile: null, name: fresh("Uusi nimi") });
    return changes.save(actor, user.id, { ...settings, active: draw % 3 > 0, version: user.version });
  },
  removeUser: async (actor, draw) => changes.remove(actor, of(await users.list(actor), draw).id),
  renewSipPassword: async (actor, draw) => renewSipPassword(actor, of(await users.list(actor), draw).id, "ipPhone"),
  addNumber: (actor, draw) => numbers.create(actor, newNumber.parse({ digits: `80${String(draw % 100).padStart(2, "0")}` })),
  async saveNumber(actor, draw) {
    const number = of(await numbers.list(actor), draw);
    const settings = numberSettings.parse({ answerMode: of(["answer", "earlyMedia"], draw) });
    return numbers.save(actor, number.id, { ...settings, version: number.version });
  },
  removeNumber: async (actor, draw) => numbers.remove(actor, of(await numbers.list(actor), draw).id),
  addAnnouncement: (actor, draw) =>
    announcements.create(actor, { name: fresh("Tiedote"), language: "fi", kind: "announcement" }, sound(draw)),
  replaceSound: async (actor, draw) => announcements.replaceSound(actor, of(await announcements.list(actor), draw).id, sound(draw + 1)),
  removeAnnouncement: async (actor, draw) => {
    const all = await announcements.list(actor);
    return all.length > 1 && announcements.remove(actor, of(all, draw).id);
  },
  recordPrompt: (actor, draw) =>
    prompts.record(actor, { language: of(["fi", "sv", "en"] as const, draw), promptId: "queue.next" }, sound(draw)),
  resetPrompt: (actor, draw) => prompts.reset(actor, { language: of(["fi", "sv", "en"] as const, draw), promptId: "queue.next" }),
  addMenu: (actor) => menus.create(actor, menuSettings.parse({ name: fresh("Valikko") })),
  async saveMenu(actor, draw) {
    const menu = of(await menus.list(actor), draw);
    const [group] = await groups.list(actor);
    const options = group ? [{ key: "1" as const, destination: { kind: "group" as const, groupId: group.id } }] : [];
    return menus.save(actor, menu.id, { ...menu, options: options.slice(draw % 2), retries: draw % 10 });
  },
  removeMenu: async (actor, draw) => {
    const all = await menus.list(actor);
    return all.length > 1 && menus.remove(actor, of(all, draw).id);
  },
  addMessageBox: (actor) =>
    messageBoxes.create(actor, messageBoxSettings.parse({ name: fresh("Vastaaja"), questions: [{ prompt: "Asia" }] })),
  async saveMessageBox(actor, draw) {
    const box = of(await messageBoxes.list(actor), draw);
    return messageBoxes.save(actor, box.id, { ...box, email: draw % 2 ? "box@edits.invalid" : null, name: fresh("Vastaaja") });
  },
  addTrunk: (actor) => trunks.create(actor, newTrunk.parse({ name: fresh("Yhteys"), peer: "127.0.0.9:5060" }), secret),
  async saveTrunk(actor, draw) {
    const { registration: _none, ...trunk } = of(await trunks.list(actor), draw);
    return trunks.save(actor, trunk.id, { ...trunk, registration: null, channels: 1 + draw, enabled: draw % 2 > 0 }, secret);
  },
  removeTrunk: async (actor, draw) => {
    const all = await trunks.list(actor);
    return all.length > 1 && trunks.remove(actor, of(all, draw).id);
  },
  addBilling: (actor) => billing.create(actor, { code: randomUUID(), name: "Tili" }),
  async saveOrganisation(actor, draw) {
    const row = await db().organisation.findUniqueOrThrow({ where: { id: actor.organisationId } });
    const settings = organisationSettings.parse({ ...row, callbackRetryMinutes: 1 + draw, name: fresh("Talo") });
    return organisation.save(actor, { ...settings, version: row.version });
  },
};
