"use client";
/** Two administrators changed the same group: both values side by side, setting by setting. */
import { useState } from "react";
import { useSettingTexts, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { keyOf, type SettingPath, settingAt, tabOf, withSetting } from "@/lib/domain/group/changes.ts";
import type { GroupSettings } from "@/lib/domain/group/group.ts";
import type { SettingKey } from "@/lib/i18n/settings.ts";
import { useDescribe } from "./describe.ts";
import { useGroupForm } from "./form-context.tsx";
import type { Conflict } from "./use-save.ts";

type Choice = "mine" | "theirs";

export function ConflictDialog({ conflict, onDone }: { conflict: Conflict; onDone: (settings: GroupSettings) => void }) {
  const text = useText("editor");
  const { mine, theirs, conflicts, taken } = conflict;
  const [choices, setChoices] = useState<Partial<Record<SettingPath, Choice>>>({});
  const done = () => {
    const theirsChosen = conflicts.filter((path) => choices[path] === "theirs");
    onDone(theirsChosen.reduce((settings, path) => withSetting(settings, path, settingAt(theirs, path)), mine));
  };
  return (
    <Dialog
      wide
      title={text("conflictTitle")}
      onClose={done}
      footer={
        <Button look="primary" onClick={done}>
          {text("conflictDone")}
        </Button>
      }
    >
      <p>{text(conflicts.length ? "conflictText" : "conflictNone")}</p>
      {conflicts.map((path) => (
        <ConflictRow
          key={path}
          path={path}
          mine={mine}
          theirs={theirs}
          choice={choices[path] ?? "mine"}
          onChoice={(choice) => setChoices((now) => ({ ...now, [path]: choice }))}
        />
      ))}
      {taken.length > 0 && <Taken paths={taken} theirs={theirs} />}
    </Dialog>
  );
}

interface RowProps {
  path: SettingPath;
  mine: GroupSettings;
  theirs: GroupSettings;
  choice: Choice;
  onChoice: (choice: Choice) => void;
}

function ConflictRow({ path, mine, theirs, choice, onChoice }: RowProps) {
  const text = useText("editor");
  const words = useValueWords();
  const option = (value: Choice, label: string, settings: GroupSettings) => (
    <label className="conflict-value">
      <input type="radio" name={path} checked={choice === value} onChange={() => onChoice(value)} />
      <span>
        <span className="small muted">{label}</span>
        <b>{words.value(path, settings)}</b>
      </span>
    </label>
  );
  return (
    <fieldset className="conflict">
      <legend>{words.name(path)}</legend>
      <div className="conflict-values">
        {option("mine", text("conflictMine"), mine)}
        {option("theirs", text("conflictTheirs"), theirs)}
      </div>
    </fieldset>
  );
}

function Taken({ paths, theirs }: { paths: SettingPath[]; theirs: GroupSettings }) {
  const text = useText("editor");
  const words = useValueWords();
  return (
    <div>
      <h3>{text("conflictTaken")}</h3>
      <ul className="small">
        {paths.map((path) => (
          <li key={path}>
            {words.name(path)}: <b className="strong">{words.value(path, theirs)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

function useValueWords() {
  const text = useText("editor");
  const settings = useSettingTexts();
  const { directory } = useGroupForm();
  const describe = useDescribe(directory);
  return {
    name: (path: SettingPath) => `${text(tabOf(path))}: ${settings(keyOf(path) as SettingKey).label}`,
    value: (path: SettingPath, of: GroupSettings) => describe(keyOf(path) as SettingKey, settingAt(of, path)),
  };
}
