/**
 * Offers a callback to those who wait (product.md, "Callback"), as soon as the group's conditions hold for them and again every two minutes.
 * Who was offered one may press 1 as long as he waits, whatever the conditions are by then. Nothing of it costs him his place.
 */
import type { CallFate } from "../../lib/domain/call.ts";
import { callbackInUse, mayOfferCallback, type OfferSituation } from "../../lib/domain/callback.ts";
import { type PromptId, readBackPrompt } from "../../lib/domain/prompts.ts";
import { promptKey } from "../ports/audio-keys.ts";
import { inBackground } from "../runtime/background.ts";
import { callbackNumberOf, readCallbackNumber } from "./callback-number.ts";
import type { Callbacks, RequestOutcome } from "./callbacks.ts";
import type { CallerSession } from "./caller-session.ts";
import type { Forecast } from "./forecast.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import { NumberEntry } from "./number-entry.ts";
import type { OpeningWatch } from "./opening-watch.ts";
import { SpokenLine } from "./spoken-line.ts";

const offerAgainMs = 120_000;
const minuteMs = 60_000;

const calledBack: CallFate = { outcome: "callbackRequested", reason: "callbackRequested" };

interface Needs {
  callbacks: Callbacks;
  forecast: Forecast;
  opening: OpeningWatch;
}

interface Offered {
  lastAt: number;
  /** Being stored, or refused for good: key 1 does nothing any more. */
  settled: boolean;
}

export class CallbackOffers {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #needs: Needs;
  readonly #offered = new Map<string, Offered>();

  constructor(parts: OrganisationParts, house: House, needs: Needs) {
    this.#parts = parts;
    this.#house = house;
    this.#needs = needs;
  }

  /** Asks whether the caller is to be offered a callback now, and notes that he was; null: he never is. */
  offerTo(session: CallerSession, group: ConfiguredGroup): (() => boolean) | null {
    if (!callbackInUse(group.callback) || group.queue.maxWaiting === 0 || this.#needs.callbacks.holds(session.id)) return null;
    return () => this.#isDue(session, group);
  }

  onKey(session: CallerSession, key: string): void {
    const offered = this.#offered.get(session.id);
    const group = this.#house.group(session.record.start.groupId ?? "");
    if (key !== "1" || !group || !offered || offered.settled || !callbackInUse(group.callback)) return;
    const number = callbackNumberOf(this.#house.configuration, session.incoming.caller);
    if (number.kind === "usable") this.#request(session, group, number.number);
    else if (number.kind === "unknown") this.#askNumber(session, group);
    else this.#refuse(session, group);
  }

  forget(callId: string): void {
    this.#offered.delete(callId);
  }

  #isDue(session: CallerSession, group: ConfiguredGroup): boolean {
    const now = this.#parts.clock.now();
    const offered = this.#offered.get(session.id);
    if (offered && (offered.settled || now - offered.lastAt < offerAgainMs)) return false;
    if (!mayOfferCallback(group.callback, this.#situation(session, group))) return false;
    this.#offered.set(session.id, { lastAt: now, settled: false });
    return true;
  }

  #situation(session: CallerSession, group: ConfiguredGroup): OfferSituation {
    const { state } = this.#house;
    const { forecast, opening } = this.#needs;
    const now = this.#parts.clock.now();
    const date = this.#parts.clock.date().getTime();
    const live = [...state.calls.values()].filter(({ kind, groupId }) => kind === "live" && groupId === group.id);
    const hours = opening.stateOf(group.id);
    const openedAt = opening.openedAt(group.id);
    const estimateSeconds = forecast.estimate(state, session.id);
    return {
      openMinutes: openedAt && (date - openedAt.getTime()) / minuteMs,
      minutesToClosing: hours?.open && hours.until ? (hours.until.getTime() - date) / minuteMs : hours?.open === false ? 0 : null,
      waitingOthers: live.filter(({ id }) => id !== session.id).length,
      longestWaitMinutes: Math.max(0, ...live.map(({ queuedAt }) => now - queuedAt)) / minuteMs,
      estimatedWaitMinutes: estimateSeconds === null ? null : estimateSeconds / 60,
    };
  }

  #askNumber(session: CallerSession, group: ConfiguredGroup): void {
    const { language } = group.general;
    const keys = (ids: PromptId[]) => ids.map((id) => promptKey(language, id));
    session.beginDialogue(
      (media) =>
        new NumberEntry(media, {
          askNumber: () => keys(["callback.askNumber"]),
          readBack: (number) => keys(readBackPrompt(language, number)),
          read: (typed) => {
            const number = readCallbackNumber(this.#house.configuration, typed);
            return number.kind === "usable" ? number.number : null;
          },
          chosen: (number) => {
            session.endDialogue();
            this.#request(session, group, number);
          },
          notPossible: () => this.#say(session, group, "callback.notPossible"),
          gaveUp: () => session.endDialogue(),
        }),
    );
  }

  #request(session: CallerSession, group: ConfiguredGroup, number: string): void {
    this.#settle(session);
    const asked = this.#needs.callbacks.request(session, group, number);
    session.decideBy(asked.then((outcome) => (outcome === "stored" || outcome === "exists" ? calledBack : null)));
    inBackground(
      this.#parts.log,
      "request a callback",
      asked.then((outcome) => this.#onOutcome(session, group, outcome)),
    );
  }

  #onOutcome(session: CallerSession, group: ConfiguredGroup, outcome: RequestOutcome): void {
    if (session.stage !== "waiting") return;
    const { language } = group.general;
    switch (outcome) {
      case "stored":
        session.leaveByCallback(promptKey(language, "callback.confirmed"));
        return;
      case "exists":
        // The first has a place of its own.
        this.#house.post({ type: "callerLeft", callId: session.id });
        session.leaveByCallback(promptKey(language, "callback.exists"));
        return;
      case "refused":
        this.#say(session, group, "callback.notPossible");
        return;
      case "unavailable":
        this.#offered.set(session.id, { lastAt: this.#parts.clock.now(), settled: false });
        this.#say(session, group, "callback.unavailable");
        return;
      case "late":
        return;
    }
  }

  #refuse(session: CallerSession, group: ConfiguredGroup): void {
    this.#settle(session);
    this.#say(session, group, "callback.notPossible");
  }

  #settle(session: CallerSession): void {
    this.#offered.set(session.id, { lastAt: this.#parts.clock.now(), settled: true });
  }

  /** His place is kept. */
  #say(session: CallerSession, group: ConfiguredGroup, id: PromptId): void {
    const keys = [promptKey(group.general.language, id)];
    session.beginDialogue((media) => new SpokenLine(media, keys, () => session.endDialogue()));
  }
}
