/** All organisations that this worker serves: who gets an incoming call, a phone's change, a new configuration. */
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { IncomingCall } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
import type { ConfiguredGroup } from "./house.ts";
import type { Organisation } from "./organisation.ts";

export class HouseDirectory {
  readonly #log: Log;
  readonly #organisations = new Map<string, Organisation>();
  readonly #newest = new Map<string, OrganisationConfiguration>();

  constructor(log: Log) {
    this.#log = log;
  }

  get(organisationId: string): Organisation | undefined {
    return this.#organisations.get(organisationId);
  }

  all(): Organisation[] {
    return [...this.#organisations.values()];
  }

  /** In force at once, or as soon as the organisation is served here. */
  configure(configuration: OrganisationConfiguration): void {
    this.#newest.set(configuration.organisationId, configuration);
    this.get(configuration.organisationId)?.configure(configuration);
  }

  newest(organisationId: string): OrganisationConfiguration | undefined {
    return this.#newest.get(organisationId);
  }

  /** With what has changed while it was made ready: its configuration, the phones of its users. */
  add(organisation: Organisation): void {
    const { organisationId } = organisation.configuration;
    this.#organisations.set(organisationId, organisation);
    const newest = this.#newest.get(organisationId);
    if (newest) organisation.configure(newest);
  }

  /** Served here no longer. */
  remove(organisationId: string): void {
    this.#organisations.get(organisationId)?.close();
    this.#organisations.delete(organisationId);
  }

  /** The organisation is gone. */
  forget(organisationId: string): void {
    this.remove(organisationId);
    this.#newest.delete(organisationId);
  }

  targetsChanged(userId: string): void {
    for (const organisation of this.#organisations.values()) organisation.targetsChanged(userId);
  }

  /** Test numbers are for the organisation's own users, and so are numbers beyond its groups; a number that nobody has is 404. */
  receive(call: IncomingCall): void {
    const organisation = this.#organisations.get(call.caller.organisationId);
    const group = organisation && groupOf(organisation.configuration, call);
    const member = call.caller.kind === "user" ? organisation?.user(call.caller.userId) : undefined;
    if (organisation && group) inBackground(this.#log, "receive a call", organisation.receive(call, group));
    else if (organisation && member) inBackground(this.#log, "receive a member's call", organisation.receiveOwn(call, member));
    else call.reject(organisation ? 404 : 503);
  }

  callCount(): number {
    return this.all().reduce((sum, organisation) => sum + organisation.callCount, 0);
  }
}

function groupOf(configuration: OrganisationConfiguration, call: IncomingCall): ConfiguredGroup | undefined {
  const number = configuration.numbers.find((candidate) => candidate.digits === call.dialled);
  if (!number || (number.test && call.caller.kind !== "user")) return undefined;
  return configuration.groups.find((group) => group.general.numberId === number.id);
}
