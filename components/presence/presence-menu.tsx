"use client";
/** One's own presence in the top bar, for members of groups: seen and changed from every page. */
import { useText } from "@/components/language/texts.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import type { OwnPresence } from "@/lib/client/presence.ts";
import { PresenceMark } from "./presence-mark.tsx";
import { useOwnPresence } from "./use-own-presence.ts";

export function PresenceMenu({ initial }: { initial: OwnPresence }) {
  const text = useText("frame");
  const { present, choices, choose } = useOwnPresence(initial);
  const button = (
    <>
      <PresenceMark presence={present.presence} />
      <span className="phone-hide presence-name">{present.name}</span>
    </>
  );
  return (
    <Menu label={text("presence", { name: present.name })} className="top-button" button={button}>
      {choices.map((choice) => (
        <MenuItem
          key={choice.name}
          checked={choice.presence === present.presence && choice.name === present.name}
          onSelect={() => choose.mutate(choice)}
        >
          <PresenceMark presence={choice.presence} />
          {choice.name}
        </MenuItem>
      ))}
    </Menu>
  );
}
