/** The two lists of a group's members, and moves between them. Pure. */
import type { GroupMember } from "@/lib/domain/group/members.ts";

export interface MemberLists {
  /** User ids in ring order. */
  ordered: string[];
  /** Without an order, by name. */
  unordered: string[];
}

export type ListName = keyof MemberLists;

export function listsOf(members: GroupMember[], compare: (a: string, b: string) => number): MemberLists {
  const ordered = members.filter((member) => member.ringOrder !== null).sort((a, b) => Number(a.ringOrder) - Number(b.ringOrder));
  const unordered = members.filter((member) => member.ringOrder === null);
  return { ordered: ordered.map((member) => member.userId), unordered: unordered.map((member) => member.userId).sort(compare) };
}

/** Members with the ring order of the lists: 1, 2, 3… and null. */
export function membersOf(lists: MemberLists, members: GroupMember[]): GroupMember[] {
  const byId = new Map(members.map((member) => [member.userId, member]));
  const at = (userId: string, ringOrder: number | null) => ({ ...byId.get(userId)!, ringOrder });
  return [...lists.ordered.map((id, index) => at(id, index + 1)), ...lists.unordered.map((id) => at(id, null))];
}

export const listWith = (lists: MemberLists, userId: string): ListName => (lists.ordered.includes(userId) ? "ordered" : "unordered");

/** Takes the member out of its list and puts it at `index` of another; past the end = last. */
export function moved(lists: MemberLists, userId: string, list: ListName, index: number): MemberLists {
  const without = {
    ordered: lists.ordered.filter((id) => id !== userId),
    unordered: lists.unordered.filter((id) => id !== userId),
  };
  return { ...without, [list]: without[list].toSpliced(index, 0, userId) };
}
