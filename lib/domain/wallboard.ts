/** Which groups a screen on a wall shows, as its address says. */

/** More cannot be read from afar. */
export const mostGroups = 12;

/** Of the watched groups those that the address names, in its order; without names the first ones. What is not watched is left out. */
export function chosenGroups<G extends { id: string }>(watched: G[], named: string | string[] | undefined): G[] {
  const ids = [...new Set([named ?? []].flat().flatMap((part) => part.split(",")))].filter(Boolean);
  const chosen = ids.flatMap((id) => watched.find((group) => group.id === id) ?? []);
  return (ids.length ? chosen : watched).slice(0, mostGroups);
}

export const wallboardAddress = (ids: string[]): string => (ids.length ? `/live/wallboard?groups=${ids.join(",")}` : "/live/wallboard");

/** Columns that make the tiles of a screen as large as they can be. */
export const columnsFor = (count: number): number => (count <= 1 ? 1 : count <= 4 ? 2 : count <= 9 ? 3 : 4);

/** At most three. */
export const rowsFor = (count: number): number => Math.max(1, Math.ceil(count / columnsFor(count)));
