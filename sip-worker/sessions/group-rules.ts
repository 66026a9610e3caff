/** The settings of a group as the distribution wants them: milliseconds and maps. */

import type { GroupRules } from "../../lib/distribution/state.ts";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";

type ConfiguredGroup = OrganisationConfiguration["groups"][number];

const milliseconds = (seconds: number | null) => (seconds === null ? null : seconds * 1000);

export function compileRules({ id, queue, members }: ConfiguredGroup): GroupRules {
  return {
    id,
    maxWaitMs: milliseconds(queue.maxWaitSeconds),
    maxAttempts: queue.maxAttempts,
    maxWaiting: queue.maxWaiting,
    ringMs: members.ringSeconds * 1000,
    ringSimultaneously: members.ringSimultaneously,
    ringInOrder: members.ringInOrder,
    skillBased: members.skillBased,
    longestIdle: members.longestIdle,
    presenceAffects: members.presenceAffects,
    devices: members.devices,
    wrapUpMs: members.wrapUpSeconds * 1000,
    logoutAfterMissed: members.logoutAfterMissed,
    members: new Map(members.members.map(({ userId, skillLevel, ringOrder }) => [userId, { agentId: userId, skillLevel, ringOrder }])),
  };
}
