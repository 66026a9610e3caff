"use client";
/** A page that is a list: heading, search, table, and what to say when there is nothing. */
import { type ReactNode, useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import { SearchInput } from "@/components/ui/inputs.tsx";
import { Empty, PageHead } from "@/components/ui/page.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";

export interface Column<T> {
  label: string;
  right?: boolean;
  figure?: boolean;
  cell: (item: T) => ReactNode;
}

interface Props<T> {
  title: string;
  subtitle: string;
  caption: string;
  empty: { icon: IconName; title: string; text: string };
  search?: { label: string; hint: string; first?: string; matches: (item: T, word: string) => boolean };
  tools?: ReactNode;
  /** The page's main action. */
  action?: ReactNode;
  items: T[];
  /** The first column is the row's heading. */
  columns: Column<T>[];
  keyOf: (item: T) => string;
}

export function ListPage<T>({ title, subtitle, caption, empty, search, tools, action, items, columns, keyOf }: Props<T>) {
  const common = useText("common");
  const lists = useText("lists");
  const [wanted, setWanted] = useState(search?.first ?? "");
  const word = wanted.trim().toLocaleLowerCase("fi");
  const shown = word && search ? items.filter((item) => search.matches(item, word)) : items;
  const nothing = items.length === 0 && !tools;
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={title} subtitle={subtitle}>
        {!nothing && action}
      </PageHead>
      {nothing ? (
        <Empty {...empty}>{action}</Empty>
      ) : (
        <>
          {(search || tools) && (
            <div className="tools">
              {search && (
                <SearchInput
                  label={search.label}
                  placeholder={search.hint}
                  value={wanted}
                  onChange={(event) => setWanted(event.target.value)}
                />
              )}
              {tools}
            </div>
          )}
          <div className="card">
            <table className="data-table table-cards">
              <caption className="sr-only">{caption}</caption>
              <TableHead heads={columns} />
              <tbody>
                {shown.map((item) => (
                  <Row key={keyOf(item)} item={item} columns={columns} />
                ))}
              </tbody>
            </table>
            {shown.length === 0 && <p className="card-body muted">{common("noMatches")}</p>}
          </div>
          <div className="table-foot">
            <span>{lists("shown", { count: shown.length })}</span>
          </div>
        </>
      )}
    </main>
  );
}

function Row<T>({ item, columns }: { item: T; columns: Column<T>[] }) {
  const [first, ...rest] = columns;
  return (
    <tr>
      <th scope="row" className={first?.figure ? "cell-figure" : undefined}>
        {first?.cell(item)}
      </th>
      {rest.map((column) => (
        <td key={column.label} data-l={column.label} className={column.right ? "align-right" : column.figure ? "cell-figure" : undefined}>
          {column.cell(item)}
        </td>
      ))}
    </tr>
  );
}

export const Nothing = () => <span className="faint">–</span>;
