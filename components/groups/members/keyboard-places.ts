import type { KeyboardCoordinateGetter } from "@dnd-kit/core";
import type { RefObject } from "react";
import type { MemberLists } from "./member-order.ts";

/**
 * Arrows step through the members of both lists as they stand on the page; an empty list is one place. (The sorting's own getter
 * takes the nearest corner, which is often the list that the member is in already.)
 */
export const keyboardPlaces =
  (lists: RefObject<MemberLists>): KeyboardCoordinateGetter =>
  (event, { context: { active, over, droppableRects } }) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.code];
    if (!step || !active) return undefined;
    event.preventDefault();
    const { ordered, unordered } = lists.current;
    const places = [...(ordered.length ? ordered : ["ordered"]), ...(unordered.length ? unordered : ["unordered"])];
    const visible = places.filter((place) => droppableRects.has(place));
    const at = visible.indexOf(String(over?.id ?? active.id));
    const next = visible[(at < 0 ? visible.indexOf(String(active.id)) : at) + step];
    const rect = next === undefined ? undefined : droppableRects.get(next);
    return rect && { x: rect.left, y: rect.top };
  };
