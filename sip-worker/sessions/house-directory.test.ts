import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLog } from "../runtime/log.ts";
import { HouseDirectory } from "./house-directory.ts";
import { configurationOf, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const directory = () => new HouseDirectory(createLog("test", "error", () => undefined));

test("what changes while an organisation is made ready is in force when it is added: its configuration, and the phones of its users", () => {
  const made = directory();
  made.configure(configurationOf([{ name: "a", members: ["anna"] }]));
  const h = new VirtualHouse([{ name: "a", members: ["anna"] }]);
  made.configure(configurationOf([{ name: "a", members: ["anna", "mikko"] }], 2));
  h.signaling.phones.set(userIds.anna, []);
  made.targetsChanged(userIds.anna);
  made.add(h.organisation);
  expect(h.organisation.configuration.version).toBe(2);
  const { agents } = h.organisation.state;
  expect(agents.get(userIds.anna)?.reachable).toEqual(new Set());
  expect(h.organisation.state.groups.get(h.organisation.configuration.groups[0]!.id)?.members.has(userIds.mikko)).toBe(true);
});

test("an organisation that another worker serves is known all the same; one that is gone is not", () => {
  const made = directory();
  const configuration = configurationOf([{ name: "a" }]);
  made.configure(configuration);
  const { organisationId } = configuration;
  expect([made.get(organisationId), made.newest(organisationId)]).toEqual([undefined, configuration]);
  made.add(new VirtualHouse([{ name: "a" }]).organisation);
  made.remove(organisationId);
  expect([made.get(organisationId), made.newest(organisationId)]).toEqual([undefined, configuration]);
  made.forget(organisationId);
  expect(made.newest(organisationId)).toBeUndefined();
});
