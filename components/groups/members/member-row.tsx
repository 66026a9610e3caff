"use client";
import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { memo } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { AgentBadge } from "@/components/live/agent-state.tsx";
import { IconButton } from "@/components/ui/button.tsx";
import { classes } from "@/components/ui/classes.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { Select } from "@/components/ui/inputs.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import { Devices, type ShownDevice } from "@/components/users/devices.tsx";
import type { LiveAgent } from "@/lib/domain/live.ts";

export interface MemberView {
  userId: string;
  name: string;
  level: number;
  devices: ShownDevice[];
  loggedIn: boolean;
  agent: LiveAgent | undefined;
}

interface Props {
  view: MemberView;
  /** Null without a ring order. */
  place: number | null;
  last: boolean;
  readOnly: boolean;
  onMove: (step: -1 | 1) => void;
  onChangeList: () => void;
  onLevel: (userId: string, level: number) => void;
  onRemove: (userId: string) => void;
}

const levels = [1, 2, 3, 4, 5];

export function MemberRow({ view, place, last, readOnly, onMove, onChangeList, onLevel, onRemove }: Props) {
  const text = useText("editor");
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: view.userId,
    disabled: readOnly,
  });
  const { name } = view;
  return (
    <li
      ref={setNodeRef}
      className={classes("member", isDragging && "slot")}
      style={{ transform: CSS.Translate.toString(transform), transition: transition ?? undefined }}
    >
      <button
        type="button"
        className="grip"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-label={text("grip", { name })}
        aria-roledescription={undefined}
        disabled={readOnly}
      >
        <Icon name="grip" />
      </button>
      <span className="member-order">{place}</span>
      <Who name={name} />
      <Devices devices={view.devices} />
      <AgentBadge agent={view.agent} loggedIn={view.loggedIn} />
      <span className="member-level">
        <Select
          small
          aria-label={text("levelOf", { name })}
          value={view.level}
          onChange={(event) => onLevel(view.userId, Number(event.target.value))}
          disabled={readOnly}
        >
          {levels.map((level) => (
            <option key={level} value={level}>
              {level === 1 ? text("levelBest") : level}
            </option>
          ))}
        </Select>
      </span>
      <span className="member-actions">
        {!readOnly && (
          <Moves name={name} place={place} last={last} onMove={onMove} onChangeList={onChangeList} onRemove={() => onRemove(view.userId)} />
        )}
      </span>
    </li>
  );
}

const Who = memo(function Who({ name }: { name: string }) {
  const { initials } = useFormat();
  return (
    <div className="who">
      <span className="avatar" aria-hidden="true">
        {initials(name)}
      </span>
      <div>
        <b>{name}</b>
      </div>
    </div>
  );
});

type MovesProps = Pick<Props, "place" | "last" | "onMove" | "onChangeList"> & { name: string; onRemove: () => void };

function Moves({ name, place, last, onMove, onChangeList, onRemove }: MovesProps) {
  const text = useText("editor");
  const common = useText("common");
  return (
    <>
      {place !== null && (
        <>
          <IconButton small icon="arrowUp" label={text("moveUp", { name })} disabled={place === 1} onClick={() => onMove(-1)} />
          <IconButton small icon="arrowDown" label={text("moveDown", { name })} disabled={last} onClick={() => onMove(1)} />
        </>
      )}
      <IconButton
        small
        icon={place === null ? "toTop" : "toBottom"}
        label={text(place === null ? "putIn" : "takeOut", { name })}
        onClick={onChangeList}
      />
      <Menu label={common("actionsFor", { name })} className="icon-button icon-button-s" button={<Icon name="dots" />}>
        <MenuItem icon="trash" danger onSelect={onRemove}>
          {text("removeMember")}
        </MenuItem>
      </Menu>
    </>
  );
}

/** What hangs on the pointer. */
export function FloatingMember({ view }: { view: MemberView }) {
  return (
    <div className="member drag" aria-hidden="true">
      <span className="grip">
        <Icon name="grip" />
      </span>
      <span />
      <Who name={view.name} />
      <Devices devices={view.devices} />
      <AgentBadge agent={view.agent} loggedIn={view.loggedIn} />
      <span />
      <span />
    </div>
  );
}

/** The old place, while the member is over the other list. */
export function GhostMember({ name }: { name: string }) {
  const text = useText("editor");
  return (
    <li className="member ghost" aria-hidden="true">
      <span className="ghost-text">{text("ghost", { name })}</span>
    </li>
  );
}
