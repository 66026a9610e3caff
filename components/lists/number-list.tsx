"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { State } from "@/components/ui/badge.tsx";
import { Segmented } from "@/components/ui/inputs.tsx";
import { type NumberRecord, numbersQuery } from "@/lib/client/numbers.ts";
import { ListPage, Nothing } from "./list-page.tsx";

const types = {
  test: "typeTest",
  freephone: "typeFreephone",
  general: "typeGeneral",
  company: "typeCompany",
  transaction: "typeTransaction",
  entertainment: "typeEntertainment",
  geographic: "typeGeographic",
  mobile: "typeMobile",
} as const satisfies Record<NumberRecord["type"], string>;

type Filter = "all" | "used" | "free";

export function NumberList({ initial, search }: { initial: NumberRecord[]; search: string }) {
  const text = useText("lists");
  const common = useText("common");
  const { phoneNumber } = useFormat();
  const [filter, setFilter] = useState<Filter>("all");
  const numbers = useQuery({ ...numbersQuery, initialData: initial }).data;
  const free = numbers.filter((number) => number.group === null).length;
  return (
    <ListPage
      title={text("numbersTitle")}
      subtitle={text("numbersSubtitle")}
      caption={text("numbersCaption")}
      empty={{ icon: "hash", title: text("numbersEmpty"), text: text("numbersEmptyText") }}
      search={{
        label: text("numbersSearch"),
        hint: text("numbersSearchHint"),
        first: search,
        matches: (number, word) =>
          (number.group?.name.toLocaleLowerCase("fi").includes(word) ?? false) ||
          (/\d/.test(word) && number.digits.includes(word.replace(/\D/g, ""))),
      }}
      tools={
        <Segmented
          label={text("usedBy")}
          value={filter}
          onChange={setFilter}
          options={[
            { value: "all", label: common("all"), count: numbers.length },
            { value: "used", label: text("filterUsed"), count: numbers.length - free },
            { value: "free", label: text("filterFree"), count: free },
          ]}
        />
      }
      items={numbers.filter((number) => filter === "all" || (number.group === null) === (filter === "free"))}
      keyOf={(number) => number.id}
      columns={[
        { label: common("number"), figure: true, cell: (number) => phoneNumber(number.digits) },
        { label: text("type"), cell: (number) => text(types[number.type]) },
        { label: text("usedBy"), cell: (number) => <UsedBy number={number} /> },
        { label: text("price"), cell: (number) => number.priceText || <Nothing /> },
      ]}
    />
  );
}

function UsedBy({ number }: { number: NumberRecord }) {
  const text = useText("lists");
  if (number.group) return <Link href={`/groups/${number.group.id}/general`}>{number.group.name}</Link>;
  return (
    <State tone="ok" icon="okRing">
      {text("free")}
    </State>
  );
}
