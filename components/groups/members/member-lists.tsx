"use client";
/**
 * "Ring order" and "No ring order": by mouse and touch, by keyboard (Space, arrows, Esc) and by buttons. Readers hear each place in
 * their language; dnd-kit's own announcements would read ids in English.
 */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  type DragOverEvent,
  DragOverlay,
  type DragStartEvent,
  KeyboardSensor,
  PointerSensor,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { keyboardPlaces } from "./keyboard-places.ts";
import { type ListName, listWith, type MemberLists, moved } from "./member-order.ts";
import { FloatingMember, GhostMember, MemberRow, type MemberView } from "./member-row.tsx";

interface Props {
  lists: MemberLists;
  views: Map<string, MemberView>;
  /** Shown rows; moving keeps the others in place. */
  shown: (userId: string) => boolean;
  ringInOrder: boolean;
  readOnly: boolean;
  onLists: (lists: MemberLists) => void;
  onLevel: (userId: string, level: number) => void;
  onRemove: (userId: string) => void;
}

export function MemberListsEditor(props: Props) {
  const { lists, views, onLists } = props;
  const text = useText("editor");
  const id = useId();
  const [dragged, setDragged] = useState<string | null>(null);
  const [preview, setPreview] = useState<MemberLists | null>(null);
  const now = preview ?? lists;
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  }, [now]);
  const [coordinateGetter] = useState(() => keyboardPlaces(latest));
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter }),
  );

  const target = (over: string, active: string): [ListName, number] => {
    if (over === "ordered" || over === "unordered") return [over, now[over].filter((userId) => userId !== active).length];
    const list = listWith(now, over);
    return [list, now[list].indexOf(over)];
  };
  /** The last place that readers heard: the same is not said twice, or "picked up" would be drowned at once. */
  const heard = useRef("");
  const [spoken, setSpoken] = useState("");
  const say = (key: "saidPicked" | "saidOver" | "saidDropped" | "saidCancelled", active: string, over?: string): string | undefined => {
    const name = views.get(active)?.name ?? "";
    if (key === "saidCancelled") return text(key, { name });
    const [list, index] = target(over ?? active, active);
    const total = now[list].includes(active) ? now[list].length : now[list].length + 1;
    const place = `${list} ${index} ${total}`;
    if (key === "saidOver" && heard.current === place) return undefined;
    heard.current = place;
    const words = text(key, { name, list: text(list), place: index + 1, total });
    setSpoken(words);
    return words;
  };

  const onDragStart = ({ active }: DragStartEvent) => {
    setDragged(String(active.id));
    setPreview(lists);
  };
  /** Into the other list while over it; the place inside a list is drawn by the sorting itself. */
  const onDragOver = ({ active, over }: DragOverEvent) => {
    if (!over) return;
    const [list, index] = target(String(over.id), String(active.id));
    if (list !== listWith(now, String(active.id))) setPreview(moved(now, String(active.id), list, index));
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over) {
      const [list, index] = target(String(over.id), String(active.id));
      onLists(moved(now, String(active.id), list, index));
    }
    setDragged(null);
    setPreview(null);
  };
  const cancel = () => {
    setDragged(null);
    setPreview(null);
  };
  const from = dragged ? listWith(lists, dragged) : null;
  const ghost = dragged && preview && listWith(preview, dragged) !== from ? { list: from, at: lists[from!].indexOf(dragged) } : null;

  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{
        screenReaderInstructions: { draggable: text("gripHelp") },
        announcements: {
          onDragStart: ({ active }) => say("saidPicked", String(active.id)),
          onDragOver: ({ active, over }) => say("saidOver", String(active.id), over ? String(over.id) : undefined),
          onDragEnd: ({ active, over }) => say("saidDropped", String(active.id), over ? String(over.id) : undefined),
          onDragCancel: ({ active }) => say("saidCancelled", String(active.id)),
        },
      }}
      onDragStart={onDragStart}
      onDragOver={onDragOver}
      onDragEnd={onDragEnd}
      onDragCancel={cancel}
    >
      {(["ordered", "unordered"] as const).map((list) => (
        <MemberList
          key={list}
          {...props}
          list={list}
          ids={now[list]}
          ghost={ghost?.list === list && dragged ? { at: ghost.at, name: views.get(dragged)?.name ?? "" } : null}
          status={list === "ordered" && dragged ? `${spoken} ${text("saidHint")}` : null}
        />
      ))}
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <div className="member-list">
            <FloatingMember view={views.get(dragged)!} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

interface ListProps extends Props {
  list: ListName;
  ids: string[];
  ghost: { at: number; name: string } | null;
  status: string | null;
}

function MemberList({ list, ids, ghost, status, ...props }: ListProps) {
  const text = useText("editor");
  const { setNodeRef } = useDroppable({ id: list });
  const shown = useMemo(() => ids.filter(props.shown), [ids, props.shown]);
  const ordered = list === "ordered";
  const intro = ordered ? text(props.ringInOrder ? "orderedText" : "orderedOff") : text("unorderedText");
  const rows: ReactNode[] = shown.map((userId) => {
    const index = ids.indexOf(userId);
    return (
      <MemberRow
        key={userId}
        view={props.views.get(userId)!}
        place={ordered ? index + 1 : null}
        last={index === ids.length - 1}
        readOnly={props.readOnly}
        onMove={(step) => props.onLists(moved(props.lists, userId, "ordered", index + step))}
        onChangeList={() => props.onLists(moved(props.lists, userId, ordered ? "unordered" : "ordered", Number.MAX_SAFE_INTEGER))}
        onLevel={props.onLevel}
        onRemove={props.onRemove}
      />
    );
  });
  if (ghost) rows.splice(ghost.at, 0, <GhostMember key="ghost" name={ghost.name} />);
  return (
    <section className="card" aria-labelledby={`members-${list}`}>
      <div className="card-head card-head-open">
        <div className="grow">
          <h2 id={`members-${list}`}>{text(list)}</h2>
          <p className="small muted">{intro}</p>
        </div>
        <span className="count">
          <span aria-hidden="true">{ids.length}</span>
          <span className="sr-only">{text("memberCount", { count: ids.length })}</span>
        </span>
      </div>
      {shown.length > 0 && <Heads />}
      <SortableContext items={shown} strategy={verticalListSortingStrategy}>
        <ol className="member-list" ref={setNodeRef} aria-labelledby={`members-${list}`}>
          {rows}
        </ol>
      </SortableContext>
      {shown.length === 0 && !ghost && <p className="member-none muted small">{text(ordered ? "orderedEmpty" : "unorderedEmpty")}</p>}
      {status && (
        <p className="live-msg" aria-hidden="true">
          <Icon name="info" size="s" />
          <span>{status}</span>
        </p>
      )}
    </section>
  );
}

function Heads() {
  const text = useText("editor");
  const common = useText("common");
  return (
    <div className="member-list-head" aria-hidden="true">
      <div className="member member-head">
        <span />
        <span />
        <span>{common("name")}</span>
        <span>{text("columnDevices")}</span>
        <span>{text("columnState")}</span>
        <span>{text("columnLevel")}</span>
        <span />
      </div>
    </div>
  );
}
