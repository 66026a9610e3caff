/** Operator connections: known by the address that they call from; watched by OPTIONS, so that mobiles are rung only while one is there. */
import type { ConfiguredTrunk, OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { RingTarget } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";

const probeIntervalMs = 10_000;

interface Watched {
  organisationId: string;
  trunk: ConfiguredTrunk;
  up: boolean;
  /** Of the latest news of it: what an earlier probe says after that (a time-out takes half a minute) is out of date. */
  news: number;
}

/** True when anything at all came back. */
export type Probe = (trunk: ConfiguredTrunk) => Promise<boolean>;

export class Trunks {
  readonly #log: Log;
  readonly #probe: Probe;
  #watched: Watched[] = [];
  #mobiles = new Map<string, { organisationId: string; number: string }>();
  #changed: (userId: string) => void = () => {};
  #timer: NodeJS.Timeout | null = null;

  constructor(log: Log, probe: Probe) {
    this.#log = log;
    this.#probe = probe;
  }

  onChanged(listener: (userId: string) => void): void {
    this.#changed = listener;
  }

  configure(configurations: OrganisationConfiguration[]): void {
    const before = new Map(this.#watched.map((watched) => [watched.trunk.id, watched]));
    this.#watched = configurations.flatMap(({ organisationId, trunks }) =>
      trunks.map((trunk) => Object.assign(before.get(trunk.id) ?? { up: false, news: 0 }, { organisationId, trunk })),
    );
    this.#mobiles = new Map(configurations.flatMap(mobilesOf));
    const added = this.#watched.filter(({ trunk }) => !before.has(trunk.id));
    if (this.#timer) inBackground(this.#log, "probe new trunks", this.#probeAll(added));
  }

  /** Probes all trunks now and from then on. */
  watch(): void {
    this.#timer ??= setInterval(() => inBackground(this.#log, "probe trunks", this.#probeAll(this.#watched)), probeIntervalMs);
    inBackground(this.#log, "probe trunks", this.#probeAll(this.#watched));
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  bySource(address: string): { organisationId: string; trunk: ConfiguredTrunk } | undefined {
    const found = this.#watched.find((watched) => watched.trunk.sourceAddresses.includes(address));
    if (found) this.#setUp(found, true, ++found.news);
    return found;
  }

  targets(userId: string): RingTarget[] {
    const mobile = this.#mobiles.get(userId);
    const route = mobile && this.#watched.find((watched) => watched.organisationId === mobile.organisationId && watched.up);
    if (!mobile || !route) return [];
    const { peer, transport } = route.trunk;
    return [{ kind: "mobile", uri: `sip:${mobile.number}@${peer}`, route: `sip:${peer};transport=${transport}` }];
  }

  async #probeAll(watched: Watched[]): Promise<void> {
    await Promise.all(
      watched.map(async (one) => {
        const news = ++one.news;
        this.#setUp(one, await this.#probe(one.trunk), news);
      }),
    );
  }

  #setUp(watched: Watched, up: boolean, news: number): void {
    if (news < watched.news || watched.up === up) return;
    watched.up = up;
    this.#log.info(up ? "trunk answers" : "trunk does not answer", { trunk: watched.trunk.name });
    for (const [userId, mobile] of this.#mobiles) if (mobile.organisationId === watched.organisationId) this.#changed(userId);
  }
}

const mobilesOf = ({ organisationId, users }: OrganisationConfiguration) =>
  users.flatMap((user) =>
    user.devices.flatMap((device): [string, { organisationId: string; number: string }][] =>
      device.kind === "mobile" && device.enabled && device.mobileNumber ? [[user.id, { organisationId, number: device.mobileNumber }]] : [],
    ),
  );
