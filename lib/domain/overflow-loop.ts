/**
 * Saving a loop of overflows (A -> B -> A) is refused with the path shown (product.md, "Queue"), if it can hold at one instant: groups that
 * close to each other and are never closed together are none (docs/decisions/0013).
 */
import type { Destination } from "./destination.ts";
import type { HoursSettings } from "./group/hours.ts";
import { momentsOf } from "./hours-moments.ts";
import { isOpenByClock } from "./opening-hours.ts";
import { dialledDigits } from "./phone-number.ts";

/** `byHand`: a switch that somebody turns in an emergency must work; a loop that it makes ends after five groups, with the announcement. */
export type WayIsTaken = "always" | "open" | "byHand" | "outsideHours" | "exception" | "holiday";

export interface WayOn {
  destination: Destination;
  when: WayIsTaken;
}

/** A group, or a menu with what it does when nobody presses a key. */
export interface Overflowing {
  id: string;
  name: string;
  /** Its own, as it is dialled: whoever is sent on to that number comes to it. A menu has none. */
  number?: string | null;
  /** Null: always open, as a menu is. */
  hours: HoursSettings | null;
  ways: WayOn[];
}

/** The names along the shortest loop that goes through `startId`, the start named at both ends, or null. */
export function findOverflowLoop(groups: Overflowing[], startId: string): string[] | null {
  const possible = shortestLoop(groups, startId, () => true);
  if (!possible || possible.length === 2) return possible;
  const involved = onLoopsOf(groups, startId);
  let shortest: string[] | null = null;
  for (const state of statesOf(involved)) {
    const loop = shortestLoop(involved, startId, (group, { when }) => when === "always" || state.get(group.id) === when);
    if (loop && (!shortest || loop.length < shortest.length)) shortest = loop;
    if (shortest?.length === possible.length) break;
  }
  return shortest;
}

type IsTaken = (group: Overflowing, way: WayOn) => boolean;

function shortestLoop(groups: Overflowing[], startId: string, isTaken: IsTaken): string[] | null {
  const targetOf = targetsAmong(groups);
  const start = groups.find(({ id }) => id === startId);
  const cameFrom = new Map<Overflowing, Overflowing>();
  const reached = start ? [start] : [];
  for (const group of reached) {
    for (const way of group.ways) {
      const target = targetOf(way.destination);
      if (!target || cameFrom.has(target) || !isTaken(group, way)) continue;
      cameFrom.set(target, group);
      if (target === start) return namesAlong(cameFrom, start);
      reached.push(target);
    }
  }
  return null;
}

/** Those that can be reached from the start and lead back to it. */
function onLoopsOf(groups: Overflowing[], startId: string): Overflowing[] {
  const targetOf = targetsAmong(groups);
  const onwards = new Map(groups.map((group) => [group.id, group.ways.flatMap(({ destination }) => targetOf(destination)?.id ?? [])]));
  const back = new Map<string, string[]>();
  for (const [from, targets] of onwards) for (const target of targets) back.set(target, [...(back.get(target) ?? []), from]);
  const [reachable, leadingBack] = [closure(onwards, startId), closure(back, startId)];
  return groups.filter(({ id }) => reachable.has(id) && leadingBack.has(id));
}

function closure(edges: ReadonlyMap<string, string[]>, startId: string): Set<string> {
  const found = new Set([startId]);
  for (const id of found) for (const next of edges.get(id) ?? []) found.add(next);
  return found;
}

type State = ReadonlyMap<string, WayIsTaken>;

/** Every combination of open and closed groups that the clock brings about. */
function statesOf(groups: Overflowing[]): Iterable<State> {
  const changing = groups.flatMap(({ hours }) => (hours && !hours.alwaysOpen ? [hours] : []));
  const states = new Map<string, State>();
  for (const moment of momentsOf(changing)) {
    const state = new Map(groups.map(({ id, hours }) => [id, stateIn(hours, moment)]));
    states.set([...state.values()].join(), state);
  }
  return states.values();
}

function stateIn(hours: HoursSettings | null, moment: Parameters<typeof isOpenByClock>[1]): WayIsTaken {
  if (!hours || hours.alwaysOpen) return "open";
  const state = isOpenByClock(hours, moment);
  if (state.open) return "open";
  return state.reason === "manual" || state.reason === "emergency" ? "byHand" : state.reason;
}

function targetsAmong(groups: Overflowing[]): (destination: Destination) => Overflowing | undefined {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const byNumber = new Map(groups.flatMap((group) => (group.number ? [[group.number, group] as const] : [])));
  return (destination) => {
    if (destination.kind === "outsideNumber") return byNumber.get(dialledDigits(destination.number) ?? "");
    if (destination.kind === "group") return byId.get(destination.groupId);
    return destination.kind === "menu" ? byId.get(destination.menuId) : undefined;
  };
}

function namesAlong(cameFrom: ReadonlyMap<Overflowing, Overflowing>, start: Overflowing): string[] {
  const names = [start.name];
  for (let group = cameFrom.get(start); group && group !== start; group = cameFrom.get(group)) names.push(group.name);
  return [...names, start.name].reverse();
}
