"use client";
/** What a caller meets at a chosen time, by the hours as they stand in the form, and by which rule. */
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { State } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Input } from "@/components/ui/inputs.tsx";
import { Card } from "@/components/ui/page.tsx";
import { localInstant } from "@/lib/domain/local-instant.ts";
import { explainOpening, type OpeningExplained } from "@/lib/domain/opening-explained.ts";
import { localTime } from "@/lib/domain/opening-hours.ts";
import { useDestinationWords } from "../editor/describe.ts";
import { useGroupForm } from "../editor/form-context.tsx";
import { useOpeningWords } from "./opening-words.ts";
import { TimeInput } from "./time-input.tsx";

export function HoursPreview() {
  const text = useText("opening");
  const { timeZone } = useFormat();
  const { form } = useGroupForm();
  const hours = useWatch({ control: form.control, name: "hours" });
  const [chosen, setChosen] = useState(() => localTime(new Date(), timeZone));
  const at = localInstant(chosen.date, chosen.minute, timeZone);
  return (
    <Card id="preview" title={text("preview")}>
      <div className="card-body">
        <p className="small muted">{text("previewText")}</p>
        <div className="preview-time">
          <label htmlFor="preview-day">{text("day")}</label>
          <Input
            id="preview-day"
            type="date"
            className="input-date"
            required
            value={chosen.date}
            onChange={({ target }) => target.value && setChosen({ ...chosen, date: target.value })}
          />
          <label htmlFor="preview-time">{text("time")}</label>
          <span className="row">
            <TimeInput id="preview-time" value={chosen.minute} onChange={(minute) => setChosen({ ...chosen, minute })} />
            <Button small onClick={() => setChosen(localTime(new Date(), timeZone))}>
              {text("now")}
            </Button>
          </span>
        </div>
        <Answer at={at} explained={explainOpening(hours, at, timeZone)} />
      </div>
    </Card>
  );
}

function Answer({ at, explained }: { at: Date; explained: OpeningExplained }) {
  const text = useText("opening");
  const states = useText("states");
  const { weekdayAndDate, time } = useFormat();
  const words = useOpeningWords();
  return (
    <div role="status" className="preview-answer">
      <p className="small muted">{text("at", { day: weekdayAndDate(at), time: time(at) })}</p>
      <p>
        {explained.open ? (
          <State tone="ok" icon="discTick" loud>
            {states("open")}
          </State>
        ) : (
          <State tone="mute" icon="square" loud>
            {states("closed")}
          </State>
        )}
      </p>
      <p>{words.rule(explained.rule)}</p>
      <NextChange at={at} explained={explained} />
      <p className="row">
        <Icon name={explained.open ? "hourglass" : "branch"} size="s" />
        <Meets explained={explained} />
      </p>
    </div>
  );
}

/** Nothing when it is open or closed for good, or by hand. */
function NextChange({ at, explained: { open, until, rule } }: { at: Date; explained: OpeningExplained }) {
  const text = useText("opening");
  const { time, date, timeZone } = useFormat();
  const words = useOpeningWords();
  if (until === null) return !open && rule.kind !== "byHand" && <p>{text("staysClosed")}</p>;
  if (date(until) === date(at)) return <p>{text(open ? "closesAt" : "opensAt", { time: time(until) })}</p>;
  const day = `${words.dayName(localTime(until, timeZone).weekday)} ${date(until)}`;
  return <p>{text(open ? "closesOn" : "opensOn", { day, time: time(until) })}</p>;
}

function Meets({ explained }: { explained: OpeningExplained }) {
  const text = useText("opening");
  const { form, directory } = useGroupForm();
  const destinations = useWatch({ control: form.control, name: "hours.closedDestinations" });
  const destinationWords = useDestinationWords(directory);
  if (explained.open) return <span>{text("callerQueues")}</span>;
  return <span>{text("callerGoes", { destination: destinationWords(destinations[explained.reason]) })}</span>;
}
