/** For tests: a caller who is offered a callback, asks for it, and is called back; it is Monday, 12:00 in Helsinki. */
import { expect } from "vitest";
import { type GroupSketch, settle, VirtualHouse } from "./virtual-house.ts";

export const offer = "prompt:fi:callback.offer";
export const confirmed = "prompt:fi:callback.confirmed";
export const notPossible = "prompt:fi:callback.notPossible";
export const unavailable = "prompt:fi:callback.unavailable";
export const askNumber = "prompt:fi:callback.askNumber";
export const customer = "0401234567";
export const sketch = (callback: GroupSketch["callback"] = {}, group: Partial<GroupSketch> = {}): GroupSketch => ({
  name: "a",
  members: ["anna"],
  announcements: { playRingback: false },
  ...group,
  callback: { callbackEnabled: true, offerWhenLongestWaitMinutes: 1, ...callback },
});
export const heard = (h: VirtualHouse) => h.news().filter((line) => !line.endsWith("silence"));
export const states = (h: VirtualHouse) => h.callbackStore.seen();

/** Anna talks with the first caller; the customer is the second and has been offered a callback. */
export async function offered(callback?: GroupSketch["callback"], group?: Partial<GroupSketch>, number: string | null = customer) {
  const h = new VirtualHouse([sketch(callback, group)]);
  const first = await h.call("a", { number: "0409999999" });
  await h.pickUp("anna");
  const caller = await h.call("a", { number });
  await h.pass(60);
  expect(h.callerLeg(1).hears).toBe(offer);
  h.news();
  return { h, first, caller, leg: h.callerLeg(1) };
}

/** The request stands, and the customer has hung up. */
export async function requested(callback?: GroupSketch["callback"], group?: Partial<GroupSketch>) {
  const scene = await offered(callback, group);
  scene.leg.press("1");
  await settle();
  await scene.h.playedOut(1);
  scene.h.news();
  return scene;
}

/** Anna has answered the callback, and the customer is being called. */
export async function dialled(callback?: GroupSketch["callback"], group?: Partial<GroupSketch>) {
  const scene = await requested(callback, group);
  scene.first.leave();
  await scene.h.pass(group?.settings?.wrapUpSeconds ?? 0);
  const member = await scene.h.pickUp("anna");
  return { ...scene, member, ring: scene.h.outsideRing() };
}

export async function talking(callback?: GroupSketch["callback"], group?: Partial<GroupSketch>) {
  const scene = await dialled(callback, group);
  scene.ring.pickUp();
  await settle();
  scene.h.legOf("customer").playedOut();
  await settle();
  return scene;
}
