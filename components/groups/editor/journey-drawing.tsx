"use client";
/** The caller's journey with the present settings, drawn while they are typed (lib/domain/group/journey.ts). */
import { useWatch } from "react-hook-form";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { classes } from "@/components/ui/classes.ts";
import { Icon, type IconName } from "@/components/ui/icon.tsx";
import { Card } from "@/components/ui/page.tsx";
import type { Destination } from "@/lib/domain/destination.ts";
import type { GroupSettings } from "@/lib/domain/group/group.ts";
import { type Exit, type JourneyStep, journeyOf } from "@/lib/domain/group/journey.ts";
import { Beat } from "./beat.tsx";
import { useGroupForm } from "./form-context.tsx";
import { useStepWords } from "./journey-words.ts";

export function JourneyDrawing() {
  const text = useText("editor");
  const words = useText("journey");
  const { form, directory } = useGroupForm();
  const settings = useWatch({ control: form.control }) as GroupSettings;
  const lengths = new Map(directory.announcements.map((announcement) => [announcement.id, announcement.durationMs / 1000]));
  const steps = journeyOf(settings, (id) => lengths.get(id) ?? null);
  return (
    <Card id="journey" title={text("journey")} aside={<span className="small muted">{text("journeyWith")}</span>}>
      <ol className="journey">
        {steps.map((step, index) => (
          <Step key={step.kind} step={step} last={index === steps.length - 1} />
        ))}
      </ol>
      <p className="journey-note row small muted">
        <Icon name="handset" size="s" tone="tone-ok" />
        <span>{words("answered")}</span>
      </p>
    </Card>
  );
}

const looks: Record<JourneyStep["kind"], { icon: IconName; look?: string; repeats?: boolean }> = {
  arrives: { icon: "arrive" },
  entry: { icon: "speak", look: "acc" },
  waiting: { icon: "music", look: "acc", repeats: true },
  offer: { icon: "callback", look: "note", repeats: true },
  nobodyWaits: { icon: "branch", look: "warn" },
  maxWait: { icon: "branch", look: "warn" },
  noMaxWait: { icon: "hourglass" },
};

function Step({ step, last }: { step: JourneyStep; last: boolean }) {
  const { duration } = useFormat();
  const words = useStepWords()(step);
  const { icon, look, repeats } = looks[step.kind];
  return (
    <li className={classes("journey-step", repeats && "loop", last && "end")}>
      <span className="journey-time">{step.atSeconds === null ? "" : duration(step.atSeconds)}</span>
      <span className={classes("journey-node", look)}>
        <Icon name={icon} />
      </span>
      <div className="journey-text">
        <h3>{words.title}</h3>
        {words.detail && <p className="journey-detail">{words.detail}</p>}
        {"destination" in step && <Goes destination={step.destination} />}
        {step.kind === "waiting" && step.progress && <Beat progress={step.progress} />}
        {"exits" in step && step.exits.map((exit) => <ExitLine key={exit.when} exit={exit} />)}
      </div>
    </li>
  );
}

function Goes({ destination }: { destination: Destination }) {
  const words = useText("journey");
  return (
    <p className="journey-detail">
      {words("goesTo")} <DestinationName destination={destination} />.
    </p>
  );
}

function ExitLine({ exit }: { exit: Exit }) {
  const words = useText("journey");
  const when = {
    closed: () => words("exitClosed"),
    noAgents: () => words("exitNoAgents"),
    full: () => words("exitFull", { count: exit.when === "full" ? exit.waiting : 0 }),
    attempts: () => words("exitAttempts", { count: exit.when === "attempts" ? exit.attempts : 0 }),
  }[exit.when]();
  return (
    <p className="journey-exit">
      <svg viewBox="0 0 14 14" aria-hidden="true">
        <path d="M2 1v5a3 3 0 0 0 3 3h7M9.5 6.5 12 9l-2.5 2.5" />
      </svg>
      <span>
        {when} <DestinationName destination={exit.destination} />
      </span>
    </p>
  );
}

function DestinationName({ destination }: { destination: Destination }) {
  const words = useText("journey");
  const { phoneNumber } = useFormat();
  const { directory } = useGroupForm();
  const named = (list: { id: string; name: string }[], id: string) => list.find((item) => item.id === id)?.name;
  const name = (found: string | undefined, write: (name: string) => string) => (found ? write(found) : words("destinationUnset"));
  const written = (): string => {
    switch (destination.kind) {
      case "group": {
        const group = directory.groups.find((item) => item.id === destination.groupId);
        return name(group && `${group.name} ${phoneNumber(group.number)}`, (found) => words("destinationGroup", { name: found }));
      }
      case "user":
        return name(named(directory.users, destination.userId), (found) => words("destinationUser", { name: found }));
      case "announcement":
        return name(named(directory.announcements, destination.announcementId), (found) =>
          words("destinationAnnouncement", { name: found }),
        );
      case "outsideNumber":
        return name(destination.number && phoneNumber(destination.number), (found) => words("destinationOutside", { name: found }));
      case "menu":
        return words("destinationMenu", { name: "" }).trim();
      case "messageBox":
        return words("destinationMessageBox", { name: "" }).trim();
      case "busy":
        return words("destinationBusy");
      default:
        return words("destinationHangUp");
    }
  };
  return <b>{written()}</b>;
}
