/** The colour of a presence, with a shape of its own for those who do not see colours. */
import { Icon, type IconName } from "@/components/ui/icon.tsx";
import type { Presence } from "@/lib/domain/live.ts";

const marks: Record<Presence, { icon: IconName; tone: string }> = {
  available: { icon: "discTick", tone: "tone-ok" },
  away: { icon: "discClock", tone: "tone-warn" },
  busy: { icon: "discBar", tone: "tone-bad" },
};

export const PresenceMark = ({ presence }: { presence: Presence }) => <Icon name={marks[presence].icon} tone={marks[presence].tone} />;
