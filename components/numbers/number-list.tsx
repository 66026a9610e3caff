"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { ListPage, Nothing } from "@/components/lists/list-page.tsx";
import { State } from "@/components/ui/badge.tsx";
import { Button, ButtonLink } from "@/components/ui/button.tsx";
import { Segmented } from "@/components/ui/inputs.tsx";
import { type NumberRecord, numbersQuery } from "@/lib/client/numbers.ts";
import { checkNumber } from "@/lib/domain/number-checks.ts";
import { purposeTexts, typeTexts } from "./number-words.ts";

const ChoiceDialog = dynamic(() => import("./choice-dialog.tsx").then((module) => module.ChoiceDialog), { ssr: false });

type Filter = "all" | "used" | "free";

export function NumberList({ initial, search }: { initial: NumberRecord[]; search: string }) {
  const text = useText("lists");
  const words = useText("numbers");
  const common = useText("common");
  const [choosing, setChoosing] = useState(false);
  const { phoneNumber } = useFormat();
  const [filter, setFilter] = useState<Filter>("all");
  const numbers = useQuery({ ...numbersQuery, initialData: initial }).data;
  const free = numbers.filter((number) => number.group === null).length;
  return (
    <>
      <ListPage
        title={text("numbersTitle")}
        subtitle={text("numbersSubtitle")}
        caption={text("numbersCaption")}
        action={
          <>
            <Button onClick={() => setChoosing(true)}>{words("choose")}</Button>
            <ButtonLink href="/numbers/new" look="primary" icon="plus">
              {words("add")}
            </ButtonLink>
          </>
        }
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
          numbers.length > 0 && (
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
          )
        }
        items={numbers.filter((number) => filter === "all" || (number.group === null) === (filter === "free"))}
        keyOf={(number) => number.id}
        columns={[
          {
            label: common("number"),
            figure: true,
            cell: (number) => <Link href={`/numbers/${number.id}`}>{phoneNumber(number.digits)}</Link>,
          },
          { label: text("type"), cell: (number) => text(typeTexts[number.type]) },
          { label: text("usedBy"), cell: (number) => <UsedBy number={number} /> },
          { label: text("price"), cell: (number) => number.priceText || <Nothing /> },
          { label: words("purpose"), cell: (number) => <Purpose number={number} /> },
        ]}
      />
      {choosing && <ChoiceDialog numbers={numbers} onClose={() => setChoosing(false)} />}
    </>
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

/** What it is used for, and whether the rules have something to say. */
function Purpose({ number }: { number: NumberRecord }) {
  const text = useText("numbers");
  if (number.purpose === "unset") return <Nothing />;
  const findings = checkNumber(number.type, number);
  const blocked = findings.some((finding) => finding.severity === "blocking");
  return (
    <>
      {text(purposeTexts[number.purpose])}
      {blocked && (
        <div className="small">
          <State tone="bad" icon="error">
            {number.accepted ? text("acceptedShort", { name: number.accepted.by }) : text("againstRules")}
          </State>
        </div>
      )}
    </>
  );
}
