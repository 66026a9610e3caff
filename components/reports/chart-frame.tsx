"use client";
import type { ReactNode } from "react";
import type { ReportRow } from "@/lib/domain/report/report.ts";
import { chart, isNamed, xOf, yOf } from "./axis.ts";

interface Props {
  title: string;
  /** All that the drawing says, for whoever does not see it. */
  description: string;
  legend: ReactNode;
  marks: { value: number; words: string }[];
  rows: ReportRow[];
  /** Short: it stands below its column. */
  nameOf: (row: ReportRow) => string;
  children: ReactNode;
}

export function ChartFrame({ title, description, legend, marks, rows, nameOf, children }: Props) {
  const highest = marks.at(-1)!.value;
  return (
    <figure className="card chart">
      <figcaption>
        <h2>{title}</h2>
        <p className="row row-3 wrap small">{legend}</p>
      </figcaption>
      <svg viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={description}>
        {marks.map(({ value, words }) => (
          <g key={value}>
            <line className="chart-grid" x1={chart.left} x2={chart.right} y1={yOf(value, highest)} y2={yOf(value, highest)} />
            <text x={chart.left - 6} y={yOf(value, highest) + 4} textAnchor="end">
              {words}
            </text>
          </g>
        ))}
        {children}
        {rows.map((row, index) =>
          isNamed(index, rows.length) ? (
            <text key={row.key} x={xOf(index, rows.length)} y={chart.height - 6} textAnchor="middle">
              {nameOf(row)}
            </text>
          ) : null,
        )}
      </svg>
    </figure>
  );
}

export function Legend({ look, children }: { look: string; children: string }) {
  return (
    <span className="row">
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <rect className={look} width="10" height="10" rx="2" />
      </svg>
      {children}
    </span>
  );
}
