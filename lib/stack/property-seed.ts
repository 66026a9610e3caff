/**
 * Property tests draw the same cases on every run of `npm test`, so that a change is judged by itself; `PROPERTY_SEED=random` (or any
 * whole number) looks for new ones. See docs/decisions/0014.
 */
import fc from "fast-check";

const wanted = process.env.PROPERTY_SEED ?? "20261122";
if (wanted !== "random") fc.configureGlobal({ seed: Number(wanted) });
