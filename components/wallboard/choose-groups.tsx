"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import type { WatchedGroup } from "@/components/live/group-tiles.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Checkbox } from "@/components/ui/inputs.tsx";
import { mostGroups, wallboardAddress } from "@/lib/domain/wallboard.ts";

interface Props {
  watched: WatchedGroup[];
  chosen: WatchedGroup[];
  onClose: () => void;
}

/** The choice is in the address, so that a screen that starts anew shows the same. */
export function ChooseGroups({ watched, chosen, onClose }: Props) {
  const text = useText("wallboard");
  const common = useText("common");
  const router = useRouter();
  const [ids, setIds] = useState(chosen.map(({ id }) => id));
  const show = () => {
    router.replace(wallboardAddress(ids) as "/live/wallboard");
    onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" disabled={ids.length === 0} onClick={show}>
        {text("show")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("chooseTitle")} onClose={onClose} footer={footer}>
      <p className="muted">{text("chooseText", { count: mostGroups })}</p>
      <ul className="board-choices">
        {watched.map(({ id, name }) => (
          <li key={id}>
            <Checkbox
              label={name}
              checked={ids.includes(id)}
              disabled={!ids.includes(id) && ids.length >= mostGroups}
              onChange={(event) => setIds(event.target.checked ? [...ids, id] : ids.filter((other) => other !== id))}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
