"use client";
import { useText } from "@/components/language/texts.tsx";
import { PresenceMark } from "@/components/presence/presence-mark.tsx";
import { useOwnPresence } from "@/components/presence/use-own-presence.ts";
import { Card } from "@/components/ui/page.tsx";
import type { OwnPresence } from "@/lib/client/presence.ts";

/** All names of the organisation at once: one press, no menu. */
export function OwnPresenceCard({ initial }: { initial: OwnPresence }) {
  const text = useText("agent");
  const { present, choices, choose } = useOwnPresence(initial);
  return (
    <Card id="own-presence" title={text("presence")}>
      <fieldset className="card-body presence-choices" aria-labelledby="own-presence" aria-describedby="own-presence-hint">
        {choices.map((choice) => (
          <label key={choice.name} className="presence-choice">
            <input
              type="radio"
              name="own-presence"
              checked={choice.presence === present.presence && choice.name === present.name}
              disabled={choose.isPending}
              onChange={() => choose.mutate(choice)}
            />
            <PresenceMark presence={choice.presence} />
            <span className="break-anywhere">{choice.name}</span>
          </label>
        ))}
        <p id="own-presence-hint" className="hint">
          {text("presenceHint")}
        </p>
      </fieldset>
    </Card>
  );
}
