/**
 * The Back button, asked before the router hears of it: listeners of the window are called in the order in which they came, and this one
 * comes first (instrumentation-client.ts).
 */
type Guard = (event: PopStateEvent) => void;

let guard: Guard | null = null;

export function listenFirst(): void {
  window.addEventListener("popstate", (event) => guard?.(event));
}

/** Returns the function that ends it. */
export function guardBack(wanted: Guard): () => void {
  guard = wanted;
  return () => {
    if (guard === wanted) guard = null;
  };
}
