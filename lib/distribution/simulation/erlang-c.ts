/** Erlang C (M/M/n): random arrivals, exponential handle times, nobody hangs up. */

/** Probability that a caller has to wait. `load` = arrivals per second x mean handle seconds, below `agents`. */
export function waitProbability(agents: number, load: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < agents; n++) {
    term *= load / n;
    sum += term;
  }
  const last = ((term * load) / agents) * (agents / (agents - load));
  return last / (sum + last);
}

/** Mean wait in seconds over all callers. */
export const meanWait = (agents: number, load: number, handleSeconds: number): number =>
  (waitProbability(agents, load) * handleSeconds) / (agents - load);
