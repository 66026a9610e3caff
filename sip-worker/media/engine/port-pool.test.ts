import fc from "fast-check";
import { expect, test } from "vitest";
import { PortPool } from "./port-pool.ts";

test("even ports of the range, the longest unused first, null when there are none", () => {
  const pool = new PortPool({ min: 101, max: 106 }, 30_000);
  expect([pool.take(0), pool.take(0), pool.take(0)]).toEqual([102, 104, null]);
  pool.giveBack(104, 1_000);
  pool.giveBack(102, 2_000);
  expect([pool.take(30_999), pool.take(31_000), pool.take(31_500), pool.take(32_000)]).toEqual([null, 104, null, 102]);
});

test("giving back twice, or what was never taken, changes nothing", () => {
  const pool = new PortPool({ min: 100, max: 103 }, 0);
  pool.giveBack(100, 0);
  const port = pool.take(0)!;
  pool.giveBack(port, 0);
  pool.giveBack(port, 0);
  expect([pool.take(0), pool.take(0), pool.take(0)]).toEqual([102, 100, null]);
});

test("no port is ever out twice, and none is given before it has rested", () => {
  const step = fc.record({ waitMs: fc.nat(20_000), giveBack: fc.boolean(), which: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(step, { size: "max", maxLength: 100 }), (steps) => {
      const pool = new PortPool({ min: 200, max: 211 }, 30_000);
      const out: number[] = [];
      const restedAt = new Map<number, number>();
      let now = 0;
      for (const { waitMs, giveBack, which } of steps) {
        now += waitMs;
        const port = giveBack ? out.splice(which % Math.max(1, out.length), 1)[0] : pool.take(now);
        if (port === undefined || port === null) continue;
        if (giveBack) {
          pool.giveBack(port, now);
          restedAt.set(port, now + 30_000);
        } else {
          expect(out).not.toContain(port);
          expect(now).toBeGreaterThanOrEqual(restedAt.get(port) ?? 0);
          out.push(port);
        }
      }
    }),
  );
});
