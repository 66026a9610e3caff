import fc from "fast-check";
import { expect, test } from "vitest";
import { TrunkLoad } from "./trunk-load.ts";

test("calls at once: the one above is refused until one ends", () => {
  const load = new TrunkLoad({ channels: 2, callsPerSecond: 100 }, 0);
  expect([load.admit(0), load.admit(0), load.admit(0)]).toEqual(["admitted", "admitted", "tooManyAtOnce"]);
  load.release();
  expect(load.admit(0)).toBe("admitted");
});

test("calls a second: refused above, and taken again as time goes on", () => {
  const load = new TrunkLoad({ channels: 100, callsPerSecond: 2 }, 0);
  expect([load.admit(0), load.admit(0), load.admit(0), load.admit(499), load.admit(500)]).toEqual([
    ...["admitted", "admitted", "tooFast", "tooFast", "admitted"],
  ]);
});

test("in no second are more than twice the limit admitted, over a longer time not more than the limit", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 200 }), { size: "max", maxLength: 500 }),
      (rate, pauses) => {
        const load = new TrunkLoad({ channels: 10_000, callsPerSecond: rate }, 0);
        let now = 0;
        let admitted = 0;
        for (const pause of pauses) {
          now += pause;
          if (load.admit(now) === "admitted") admitted++;
        }
        expect(admitted).toBeLessThanOrEqual(rate + (now / 1000) * rate + 1e-6);
      },
    ),
  );
});
