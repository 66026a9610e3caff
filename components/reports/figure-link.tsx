"use client";
import Link from "next/link";
import { useFormat } from "@/components/language/texts.tsx";
import type { CallFilter } from "@/lib/domain/call-filter.ts";
import { callFilterQuery } from "@/lib/domain/call-filter-query.ts";
import type { CountedFigure } from "@/lib/domain/report/figures.ts";

/** A number that opens the calls behind it. */
export function FigureLink({ figure, count, filter }: { figure: CountedFigure; count: number; filter: CallFilter }) {
  return <CallsLink count={count} filter={{ ...filter, figure }} />;
}

export function CallsLink({ count, filter }: { count: number; filter: CallFilter }) {
  const { number } = useFormat();
  if (count === 0) return <span className="muted">{number(0)}</span>;
  return (
    <Link className="figure-link" href={`/calls?${callFilterQuery(filter)}`} prefetch={false}>
      {number(count)}
    </Link>
  );
}
