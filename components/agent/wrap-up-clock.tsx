"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useNow } from "@/components/live/live-provider.tsx";
import { Button } from "@/components/ui/button.tsx";
import { useMemberAction } from "./use-member-action.ts";

const width = 200;

/** How long the wrap-up still lasts; finish it, or a minute more. */
export function WrapUpClock({ since, until }: { since: string; until: string }) {
  const text = useText("agent");
  const { duration, percent } = useFormat();
  const now = useNow();
  const act = useMemberAction();
  const [begin, end] = [Date.parse(since), Date.parse(until)];
  const share = Math.min(1, Math.max(0, (now - begin) / Math.max(1, end - begin)));
  return (
    <div className="wrapup">
      <div>
        <p className="muted small">{text("timeLeft")}</p>
        <p className="big" role="timer" aria-label={text("timeLeft")}>
          {duration(Math.max(0, end - now) / 1000)}
        </p>
      </div>
      <div className="grow wrapup-meter">
        <p className="row small muted tabular">
          <span className="grow">{text("elapsed", { time: duration((now - begin) / 1000) })}</span>
          <span>{duration((end - begin) / 1000)}</span>
        </p>
        <svg
          className="meter"
          viewBox={`0 0 ${width} 6`}
          preserveAspectRatio="none"
          role="img"
          aria-label={text("elapsedShare", { percent: percent(share * 100) })}
        >
          <rect className="meter-value" width={share * width} height="6" />
        </svg>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button disabled={act.isPending} onClick={() => act.mutate({ action: "extendWrapUp" })}>
          {text("extend")}
        </Button>
        <Button look="primary" icon="check" disabled={act.isPending} onClick={() => act.mutate({ action: "finishWrapUp" })}>
          {text("finish")}
        </Button>
      </div>
    </div>
  );
}
