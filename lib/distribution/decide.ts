/**
 * Who gets which call. One pure function: the same state, event and time always give the same commands, so any question about
 * a call's fate is answered by replaying its events.
 */
import { applyEvent } from "./apply-event.ts";
import { expireDeadlines } from "./deadlines.ts";
import { Draft } from "./draft.ts";
import type { DistributionCommand, DistributionEvent } from "./events.ts";
import { serveCallers } from "./serve-callers.ts";
import type { Instant, OrganisationState } from "./state.ts";

export interface Decision {
  state: OrganisationState;
  commands: DistributionCommand[];
  /** False: the event was not valid in this state and changed nothing by itself. */
  accepted: boolean;
}

export function decide(state: OrganisationState, event: DistributionEvent, now: Instant): Decision {
  const draft = new Draft(state, now);
  const accepted = applyEvent(draft, event);
  expireDeadlines(draft);
  if (draft.state.serving) serveCallers(draft);
  return { state: draft.state, commands: draft.commands, accepted };
}
