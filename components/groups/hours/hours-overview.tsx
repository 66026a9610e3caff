"use client";
/** The opening hours of all groups in one list: now, the week in words, the coming days that are not as usual. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { ListPage, Nothing } from "@/components/lists/list-page.tsx";
import { GroupState } from "@/components/live/group-state.tsx";
import { useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { type GroupSummary, groupsQuery } from "@/lib/client/groups.ts";
import { comingDays } from "@/lib/domain/opening-explained.ts";
import { useOpeningWords } from "./opening-words.ts";

const holidayDays = 60;
const mostComing = 3;

/** `today`: YYYY-MM-DD in the organisation's time zone. */
export function HoursOverview({ groups: initial, today }: { groups: GroupSummary[]; today: string }) {
  const text = useText("opening");
  const common = useText("common");
  const groupTexts = useText("groups");
  const { phoneNumber } = useFormat();
  const groups = useQuery({ ...groupsQuery, initialData: initial }).data;
  return (
    <ListPage
      title={text("title")}
      subtitle={text("subtitle")}
      caption={text("title")}
      empty={{ icon: "clock", title: groupTexts("emptyTitle"), text: text("emptyText") }}
      search={{
        label: text("search"),
        hint: groupTexts("searchHint"),
        matches: ({ name, number }, word) => name.toLocaleLowerCase("fi").includes(word) || number.includes(word.replaceAll(" ", "")),
      }}
      items={groups}
      keyOf={({ id }) => id}
      columns={[
        {
          label: common("name"),
          cell: ({ id, name, number }) => (
            <span className="lines">
              <Link href={`/groups/${id}/hours`} prefetch={false}>
                {name}
              </Link>
              <span className="small muted tabular">{phoneNumber(number)}</span>
            </span>
          ),
        },
        { label: groupTexts("columnState"), cell: (group) => <Now group={group} /> },
        { label: text("week"), cell: ({ hours }) => <Week hours={hours} /> },
        { label: text("coming"), cell: ({ hours }) => <Coming hours={hours} today={today} /> },
      ]}
    />
  );
}

function Now({ group }: { group: GroupSummary }) {
  const live = useLiveSnapshot()?.groups[group.id];
  return <GroupState live={live} hours={group.hours} />;
}

function Week({ hours }: { hours: GroupSummary["hours"] }) {
  const text = useText("opening");
  const words = useOpeningWords();
  if (hours.alwaysOpen) return text("always");
  return (
    <ul className="lines tabular">
      {words.week(hours.weekly).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Coming({ hours, today }: { hours: GroupSummary["hours"]; today: string }) {
  const text = useText("opening");
  const words = useOpeningWords();
  const coming = comingDays(hours, today, holidayDays);
  if (coming.length === 0) return <Nothing />;
  return (
    <ul className="lines tabular">
      {coming.slice(0, mostComing).map((day) => (
        <li key={day.date}>{words.unusual(day)}</li>
      ))}
      {coming.length > mostComing && <li className="muted">{text("more", { count: coming.length - mostComing })}</li>}
    </ul>
  );
}
