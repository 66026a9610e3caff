/**
 * The part of the live view that a reader may see: all of the groups that are his to watch; of the groups that he is a member of their
 * counts; himself, and the call that he is rung for or talks in. Sequence numbers stay, so that gaps are still seen.
 */
import { assertNever } from "./assert-never.ts";
import type { LiveAgent, LiveCall, LiveCallStatus, LiveChange, LiveChangePart, LiveGroup, LiveSnapshot } from "./live.ts";

export interface LiveReader {
  userId: string;
  /** null = every group. */
  watched: ReadonlySet<string> | null;
  /** For a screen that everybody sees: groups, and nobody's name or number. */
  figuresOnly?: boolean;
}

export function visibleSnapshot(whole: LiveSnapshot, reader: LiveReader): LiveSnapshot {
  const snapshot = permittedSnapshot(whole, reader);
  if (!reader.figuresOnly) return snapshot;
  const groups = Object.fromEntries(Object.entries(snapshot.groups).map(([id, group]) => [id, withoutName(group)]));
  return { ...snapshot, groups, agents: {}, calls: {} };
}

/** What of the change is to be told: `before` and `after` are the whole views on either side of it. */
export function visibleChange(whole: LiveChange, before: LiveSnapshot, after: LiveSnapshot, reader: LiveReader): LiveChange {
  const change = permittedChange(whole, before, after, reader);
  return reader.figuresOnly ? { ...change, parts: change.parts.flatMap(figuresOf) } : change;
}

const withoutName = (group: LiveGroup): LiveGroup => (group.byHand ? { ...group, byHand: { ...group.byHand, by: null } } : group);

function figuresOf(part: LiveChangePart): LiveChangePart[] {
  if (part.kind === "group") return [{ kind: "group", group: withoutName(part.group) }];
  return part.kind === "groupRemoved" ? [part] : [];
}

function permittedSnapshot(snapshot: LiveSnapshot, reader: LiveReader): LiveSnapshot {
  if (!reader.watched) return snapshot;
  const seen = <T>(record: Record<string, unknown>, see: (id: string) => T | null) =>
    Object.fromEntries(Object.keys(record).flatMap((id) => (see(id) ? [[id, see(id) as T]] : [])));
  return {
    ...snapshot,
    groups: seen(snapshot.groups, (id) => seenGroup(snapshot, id, reader)),
    agents: seen(snapshot.agents, (id) => seenAgent(snapshot, id, reader)),
    calls: seen(snapshot.calls, (id) => seenCall(snapshot, id, reader)),
  };
}

function permittedChange(change: LiveChange, before: LiveSnapshot, after: LiveSnapshot, reader: LiveReader): LiveChange {
  if (!reader.watched) return change;
  const touched = touchedBy(change.parts);
  if (touched.agents.has(reader.userId)) touchOwn(touched, before, after, reader.userId);
  const parts = [
    ...[...touched.groups].map((id) => groupPart(seenGroup(before, id, reader), seenGroup(after, id, reader))),
    ...[...touched.agents].map((id) => agentPart(seenAgent(before, id, reader), seenAgent(after, id, reader))),
    ...[...touched.calls].map((id) => callPart(seenCall(before, id, reader), seenCall(after, id, reader))),
  ];
  return { ...change, parts: parts.filter((part) => part !== null) };
}

const isWatched = (groupId: string, { watched }: LiveReader): boolean => !watched || watched.has(groupId);

function seenGroup(snapshot: LiveSnapshot, id: string, reader: LiveReader): LiveGroup | null {
  const isMine = isWatched(id, reader) || snapshot.agents[reader.userId]?.groups.includes(id);
  return isMine ? (snapshot.groups[id] ?? null) : null;
}

function seenAgent(snapshot: LiveSnapshot, id: string, reader: LiveReader): LiveAgent | null {
  const agent = snapshot.agents[id];
  if (!agent) return null;
  return id === reader.userId || agent.groups.some((group) => isWatched(group, reader)) ? agent : null;
}

/** Of a call that is his own only because he takes part in it: nothing of the queue behind it, nor whom else it rings at. */
function seenCall(snapshot: LiveSnapshot, id: string, reader: LiveReader): LiveCall | null {
  const call = snapshot.calls[id];
  if (!call) return null;
  if (isWatched(call.groupId, reader)) return call;
  const status = ownStatus(call, reader.userId);
  if (!status || ownCallId(snapshot, reader.userId) !== id) return null;
  return { ...call, status, place: null, waitReason: null };
}

function ownStatus({ status }: LiveCall, userId: string): LiveCallStatus | null {
  switch (status.kind) {
    case "waiting":
      return null;
    case "ringing":
      return status.userIds.includes(userId) ? { ...status, userIds: [userId] } : null;
    case "dialling":
    case "talking":
      return status.userId === userId ? status : null;
    default:
      return assertNever(status);
  }
}

function ownCallId(snapshot: LiveSnapshot, userId: string): string | null {
  const status = snapshot.agents[userId]?.status;
  return status?.kind === "ringing" || status?.kind === "talking" ? status.callId : null;
}

interface Touched {
  groups: Set<string>;
  agents: Set<string>;
  calls: Set<string>;
}

function touchedBy(parts: LiveChangePart[]): Touched {
  const touched: Touched = { groups: new Set(), agents: new Set(), calls: new Set() };
  for (const part of parts) touch(touched, part);
  return touched;
}

function touch({ groups, agents, calls }: Touched, part: LiveChangePart): void {
  switch (part.kind) {
    case "group":
      groups.add(part.group.groupId);
      return;
    case "groupRemoved":
      groups.add(part.groupId);
      return;
    case "agent":
      agents.add(part.agent.userId);
      return;
    case "agentRemoved":
      agents.add(part.userId);
      return;
    case "call":
      calls.add(part.call.callId);
      return;
    case "callRemoved":
      calls.add(part.callId);
      return;
    default:
      assertNever(part);
  }
}

/** What he is a member of, and which call is his, decides what he sees of groups and calls that have not changed themselves. */
function touchOwn({ groups, calls }: Touched, before: LiveSnapshot, after: LiveSnapshot, userId: string): void {
  for (const view of [before, after]) {
    for (const id of view.agents[userId]?.groups ?? []) groups.add(id);
    const callId = ownCallId(view, userId);
    if (callId) calls.add(callId);
  }
}

function groupPart(before: LiveGroup | null, after: LiveGroup | null): LiveChangePart | null {
  if (after) return after === before ? null : { kind: "group", group: after };
  return before && { kind: "groupRemoved", groupId: before.groupId };
}

function agentPart(before: LiveAgent | null, after: LiveAgent | null): LiveChangePart | null {
  if (after) return after === before ? null : { kind: "agent", agent: after };
  return before && { kind: "agentRemoved", userId: before.userId };
}

function callPart(before: LiveCall | null, after: LiveCall | null): LiveChangePart | null {
  if (after) return after === before ? null : { kind: "call", call: after };
  return before && { kind: "callRemoved", callId: before.callId };
}
