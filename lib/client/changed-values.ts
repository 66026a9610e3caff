/** The leaves that differ between two JSON documents, for the audit log. */
export interface ChangedValue {
  path: string;
  before: string | null;
  after: string | null;
}

const longest = 120;

export function changedValues(before: unknown, after: unknown): ChangedValue[] {
  const [old, now] = [leaves(before), leaves(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((change) => change.before !== change.after);
}

function leaves(value: unknown, path = "", found = new Map<string, string>()): Map<string, string> {
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) leaves(inner, path ? `${path}.${key}` : key, found);
  } else if (value !== undefined && path) {
    found.set(path, String(value).slice(0, longest));
  }
  return found;
}
