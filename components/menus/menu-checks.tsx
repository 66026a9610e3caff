"use client";
/** What callers would stumble on, while the menu is typed (lib/domain/menu-checks.ts). */
import { useMemo } from "react";
import { focusField } from "@/components/forms/focus-field.ts";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Card } from "@/components/ui/page.tsx";
import type { MenuSettings } from "@/lib/domain/menu.ts";
import { checkMenu, type MenuFinding, type MenuFindingId } from "@/lib/domain/menu-checks.ts";
import type { MenuDirectory } from "./menu-directory.ts";

interface Props {
  menu: MenuSettings;
  menuId: string | null;
  directory: MenuDirectory;
  usedBy: string[] | null;
}

export function MenuChecks({ menu, menuId, directory, usedBy }: Props) {
  const text = useText("menus");
  const editor = useText("editor");
  const findings = useMemo(() => {
    const announcementSeconds = Object.fromEntries(
      directory.announcements.flatMap(({ id, seconds }) => (seconds > 0 ? [[id, seconds]] : [])),
    );
    const { menus, overflows, users } = directory;
    return checkMenu(menu, { menuId, announcementSeconds, menus, overflows, extensions: users.map((user) => user.extension), usedBy });
  }, [menu, menuId, directory, usedBy]);
  return (
    <Card id="checks" title={editor("checks")}>
      <div role="status">
        <ul className="checks">
          {findings.length === 0 && (
            <li>
              <Icon name="okRing" tone="tone-ok" />
              <div className="muted">{text("fine")}</div>
            </li>
          )}
          {findings.map((finding) => (
            <Line key={`${finding.id} ${Object.values(finding.values).join(" ")}`} finding={finding} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

const findingTexts = {
  noGreeting: "findingNoGreeting",
  longGreeting: "findingLongGreeting",
  noOptions: "findingNoOptions",
  tooManyOptions: "findingTooManyOptions",
  secondLevel: "findingSecondLevel",
  extensionWithoutRoute: "findingExtensionWithoutRoute",
  keyWaits: "findingKeyWaits",
  loop: "findingLoop",
  keyLoop: "findingKeyLoop",
  deadEnd: "findingDeadEnd",
  notUsed: "findingNotUsed",
} as const satisfies Record<MenuFindingId, string>;

function Line({ finding: { id, severity, field, values } }: { finding: MenuFinding }) {
  const text = useText("menus");
  const { durationInWords } = useFormat();
  const say = text as (key: string, values: Record<string, string | number>) => string;
  const shown = "seconds" in values ? { ...values, seconds: durationInWords(Number(values.seconds)) } : values;
  return (
    <li>
      <Icon name={severity === "error" ? "error" : "warning"} tone={severity === "error" ? "tone-bad" : "tone-warn"} />
      <div>
        {say(findingTexts[id], shown)}{" "}
        <button type="button" className="link" onClick={() => focusField(field)}>
          {text("toField")}
        </button>
      </div>
    </li>
  );
}
