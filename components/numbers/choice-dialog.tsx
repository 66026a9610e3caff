"use client";
/** Which kind of number suits a need, and which free numbers of it there are. */
import Link from "next/link";
import { useId, useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Segmented, Select } from "@/components/ui/inputs.tsx";
import type { NumberRecord } from "@/lib/client/numbers.ts";
import { chooseNumber, type NumberChoice, type NumberNeed } from "@/lib/domain/number-choice.ts";
import { numberPurposes } from "@/lib/domain/number-rules.ts";
import { purposeTexts, reasonTexts, typeTexts } from "./number-words.ts";

const purposes = numberPurposes.filter((purpose): purpose is NumberNeed["purpose"] => purpose !== "unset");

export function ChoiceDialog({ numbers, onClose }: { numbers: NumberRecord[]; onClose: () => void }) {
  const text = useText("numbers");
  const common = useText("common");
  const id = useId();
  const [need, setNeed] = useState<NumberNeed>({ purpose: "existingCustomers", price: "ordinary", fromAbroad: false });
  const choices = chooseNumber(need);
  return (
    <Dialog wide title={text("choose")} onClose={onClose} footer={<Button onClick={onClose}>{common("close")}</Button>}>
      <div>
        <label className="label" htmlFor={id}>
          {text("purpose")}
        </label>
        <Select
          id={id}
          value={need.purpose}
          onChange={(event) => setNeed({ ...need, purpose: event.target.value as NumberNeed["purpose"] })}
        >
          {purposes.map((purpose) => (
            <option key={purpose} value={purpose}>
              {text(purposeTexts[purpose])}
            </option>
          ))}
        </Select>
      </div>
      <div>
        <span className="label">{text("whoPays")}</span>
        <Segmented
          label={text("whoPays")}
          value={need.price}
          onChange={(price) => setNeed({ ...need, price })}
          options={[
            { value: "free", label: text("payFree") },
            { value: "ordinary", label: text("payOrdinary") },
            { value: "more", label: text("payMore") },
          ]}
        />
      </div>
      <div>
        <span className="label">{text("abroad")}</span>
        <Segmented
          label={text("abroad")}
          value={need.fromAbroad ? "yes" : "no"}
          onChange={(answer) => setNeed({ ...need, fromAbroad: answer === "yes" })}
          options={[
            { value: "no", label: common("no") },
            { value: "yes", label: common("yes") },
          ]}
        />
      </div>
      <div role="status" className="stack">
        {choices.length === 0 && (
          <p>{text(need.purpose === "existingCustomers" && need.price === "more" ? "choiceForbidden" : "choiceNone")}</p>
        )}
        {choices.map((choice) => (
          <Choice key={choice.type} choice={choice} numbers={numbers} />
        ))}
      </div>
    </Dialog>
  );
}

function Choice({ choice, numbers }: { choice: NumberChoice; numbers: NumberRecord[] }) {
  const text = useText("numbers");
  const lists = useText("lists");
  const { phoneNumber } = useFormat();
  const free = numbers.filter((number) => number.type === choice.type && number.group === null);
  return (
    <section>
      <h3>{lists(typeTexts[choice.type])}</h3>
      <p className="small muted">{choice.reasons.map((reason) => text(reasonTexts[reason])).join(" ")}</p>
      <p className="small">
        {free.length === 0 && text("choiceNoFree")}
        {free.slice(0, 5).map((number, index) => (
          <span key={number.id}>
            {index > 0 && ", "}
            <Link href={`/numbers/${number.id}`}>{phoneNumber(number.digits)}</Link>
          </span>
        ))}
      </p>
    </section>
  );
}
