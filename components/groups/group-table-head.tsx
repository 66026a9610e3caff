"use client";
import { useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { Column } from "./group-sorting.ts";

interface Sort {
  column: Column;
  descending: boolean;
}

const right: Column[] = ["waiting", "longest"];
const numbersFirst: Column[] = ["waiting", "longest", "agents", "level", "state"];

export function GroupTableHead({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const text = useText("groups");
  const common = useText("common");
  const columns: [Column, string][] = [
    ["name", common("name")],
    ["number", common("number")],
    ["state", text("columnState")],
    ["waiting", text("columnWaiting")],
    ["longest", text("columnLongest")],
    ["agents", text("columnAgents")],
    ["level", text("columnLevel")],
  ];
  const press = (column: Column) =>
    onSort({ column, descending: sort.column === column ? !sort.descending : numbersFirst.includes(column) });
  return (
    <thead>
      <tr>
        {columns.map(([column, label]) => (
          <th
            key={column}
            scope="col"
            className={[right.includes(column) && "align-right", column === "number" && "cell-number"].filter(Boolean).join(" ")}
            aria-sort={sort.column === column ? (sort.descending ? "descending" : "ascending") : undefined}
          >
            <button className="sort" type="button" onClick={() => press(column)}>
              {label}
              {sort.column === column && <Icon name={sort.descending ? "arrowDown" : "arrowUp"} size="xs" />}
            </button>
          </th>
        ))}
        <th scope="col">
          <span className="sr-only">{common("actions")}</span>
        </th>
      </tr>
    </thead>
  );
}
