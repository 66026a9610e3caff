"use client";
/** A number: what it costs, what it is used for, and what the rules say of that while it is typed. */
import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DraftForm } from "@/components/forms/draft-form.tsx";
import { ChoiceRow, Row, SelectRow, TextRow } from "@/components/forms/rows.tsx";
import { type Draft, type DraftField, useDraft } from "@/components/forms/use-draft.ts";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Checkbox, Input } from "@/components/ui/inputs.tsx";
import { Card, Crumb, PageHead } from "@/components/ui/page.tsx";
import { createNumber, type NumberRecord, numbersQuery, saveNumber } from "@/lib/client/numbers.ts";
import type { NewNumber } from "@/lib/domain/number.ts";
import { checkNumber, type NumberFinding } from "@/lib/domain/number-checks.ts";
import { numberPurposes, numberRules, typeOfNumber } from "@/lib/domain/number-rules.ts";
import { findingTexts, purposeTexts, typeTexts } from "./number-words.ts";

const DeleteNumber = dynamic(() => import("./delete-number.tsx").then((module) => module.DeleteNumber), { ssr: false });

const nothing: NewNumber = { digits: "", priceText: "", purpose: "unset", parallelNumber: null, answerMode: "answer", accepted: false };

const draftOf = ({ digits, priceText, purpose, parallelNumber, answerMode, accepted }: NumberRecord): NewNumber => ({
  ...{ digits, priceText, purpose, parallelNumber, answerMode },
  accepted: accepted !== null,
});

const rulesOfNew = () => import("@/lib/domain/number.ts").then((module) => module.newNumber);
const rulesOfOld = () => import("@/lib/domain/number.ts").then((module) => module.numberSettings);

const send = (draft: NewNumber, record: NumberRecord | null) =>
  record ? saveNumber(record.id, { ...draft, version: record.version }) : createNumber(draft);

export function NumberForm({ number }: { number: NumberRecord | null }) {
  const text = useText("numbers");
  const lists = useText("lists");
  const editor = useText("editor");
  const common = useText("common");
  const { phoneNumber } = useFormat();
  const router = useRouter();
  const client = useQueryClient();
  const [saved, setSaved] = useState(number);
  const [deleting, setDeleting] = useState(false);
  const draft = useDraft<NewNumber, NumberRecord>({
    record: number,
    draftOf,
    empty: nothing,
    rules: number ? rulesOfOld : rulesOfNew,
    send,
    added: (added) => text("added", { number: phoneNumber(added.digits) }),
    onSaved: (record) => {
      setSaved(record);
      void client.invalidateQueries({ queryKey: numbersQuery.queryKey });
      if (!number) router.push("/numbers");
    },
  });
  const title = number ? phoneNumber(number.digits) : text("addTitle");
  const type = number?.type ?? typeOfNumber(draft.value.digits.replace(/[\s-]/g, "").replace(/^(\+|00)358/, "0"));
  return (
    <main id="main" className="page page-editor" tabIndex={-1}>
      <Crumb label={editor("path")} href="/numbers" list={lists("numbersTitle")}>
        {title}
      </Crumb>
      <PageHead title={title} subtitle={type ? lists(typeTexts[type]) : text("addIntro")}>
        {number && (
          <Button look="danger" icon="trash" onClick={() => setDeleting(true)}>
            {common("delete")}
          </Button>
        )}
      </PageHead>
      <div className="columns-editor">
        <div>
          <DraftForm draft={draft} make={number ? undefined : { label: text("add"), cancel: "/numbers" }}>
            <FormCard id="number-use" title={text("use")}>
              {!number && <TextRow field={draft.field("digits")} type="tel" label={common("number")} hint={text("digitsHint")} />}
              <SelectRow
                field={draft.field("purpose")}
                label={text("purpose")}
                explain={text("purposeHelp")}
                options={numberPurposes.map((value) => ({ value, label: text(purposeTexts[value]) }))}
              />
              <TextRow
                field={draft.field("priceText")}
                label={lists("price")}
                hint={text("priceHint")}
                placeholder="1,02 €/min + pvm/mpm"
              />
              <ParallelRow field={draft.field("parallelNumber")} />
              <ChoiceRow
                field={draft.field("answerMode")}
                label={text("answerMode")}
                hint={text(draft.value.answerMode === "answer" ? "answerHint" : "earlyMediaHint")}
                options={[
                  { value: "answer", label: text("answer") },
                  { value: "earlyMedia", label: text("earlyMedia") },
                ]}
              />
              {type && <AcceptRow draft={draft} findings={checkNumber(type, draft.value)} saved={saved} />}
            </FormCard>
          </DraftForm>
        </div>
        <aside aria-label={text("rules")}>{type && <RulesCard findings={checkNumber(type, draft.value)} />}</aside>
      </div>
      {deleting && saved && <DeleteNumber number={saved} onDone={() => router.push("/numbers")} onClose={() => setDeleting(false)} />}
    </main>
  );
}

function ParallelRow({ field }: { field: DraftField<string | null> }) {
  const text = useText("numbers");
  const { phoneNumber } = useFormat();
  return (
    <Row field={field} label={text("parallel")} hint={text("parallelHint")} describe={(value) => phoneNumber(value ?? "")}>
      {(aria) => (
        <Input
          id={field.id}
          type="tel"
          className="input-number"
          placeholder="09 123 4567"
          value={field.value ?? ""}
          onChange={(event) => field.change(event.target.value || null)}
          {...aria}
        />
      )}
    </Row>
  );
}

/** A use that is against the rules is saved only on a name: the one who is signed in. */
function AcceptRow({ draft, findings, saved }: { draft: Draft<NewNumber>; findings: NumberFinding[]; saved: NumberRecord | null }) {
  const text = useText("numbers");
  const { date } = useFormat();
  const { name } = useSignedIn();
  const field = draft.field("accepted");
  if (!findings.some((finding) => finding.severity === "blocking")) return null;
  const given = saved?.accepted && saved.purpose === draft.value.purpose ? saved.accepted : null;
  const hint = given ? text("acceptedBy", { name: given.by, date: date(given.at) }) : text("acceptHint");
  return (
    <Row field={field} label={text("accept")} hint={hint} group>
      {(aria) => (
        <Checkbox
          id={field.id}
          checked={field.value}
          disabled={given !== null}
          onChange={(event) => field.change(event.target.checked)}
          label={text("acceptOn", { name: given?.by ?? name })}
          {...aria}
        />
      )}
    </Row>
  );
}

function RulesCard({ findings }: { findings: NumberFinding[] }) {
  const text = useText("numbers");
  const { date, number } = useFormat();
  return (
    <Card
      id="number-rules"
      title={text("rules")}
      aside={<span className="small muted">{text("rulesAsOf", { date: date(numberRules.asOf) })}</span>}
    >
      <div role="status">
        <ul className="checks">
          {findings.length === 0 && (
            <li>
              <Icon name="okRing" tone="tone-ok" />
              <div className="muted">{text("rulesFine")}</div>
            </li>
          )}
          {findings.map(({ id, severity, limit = 0 }) => (
            <li key={id}>
              <Icon name={severity === "blocking" ? "error" : "warning"} tone={severity === "blocking" ? "tone-bad" : "tone-warn"} />
              <div>{text(findingTexts[id], { limit: number(limit) })}</div>
            </li>
          ))}
        </ul>
      </div>
      <p className="card-body small muted">
        {text("rulesSources", { sources: numberRules.sources.map(({ source }) => source).join("; ") })}
      </p>
    </Card>
  );
}
