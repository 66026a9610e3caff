/** Whether the server has said that this window's session is over. Read with useSyncExternalStore. */
const listeners = new Set<() => void>();
let over = false;

export const isSignedOut = (): boolean => over;

export function tellSignedOut(now: boolean): void {
  if (over === now) return;
  over = now;
  for (const listener of listeners) listener();
}

export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
