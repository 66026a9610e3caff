/** The heads of a table's columns. */
export type Head =
  | string
  | { label: string; right?: boolean /** Said to readers only: what is below speaks for itself. */; hidden?: boolean };

export function TableHead({ heads }: { heads: readonly Head[] }) {
  return (
    <thead>
      <tr>
        {heads.map((head) => {
          const { label, right, hidden } = typeof head === "string" ? { label: head } : { ...head };
          return (
            <th key={label} scope="col" className={right ? "align-right" : undefined}>
              {hidden ? <span className="sr-only">{label}</span> : label}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
