"use client";
/** What is stored of one phone number: told as a file, or forgotten. */
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { DeleteDialog } from "@/components/forms/delete-dialog.tsx";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { describedBy, Field, FormCard } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/inputs.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { erasePersonalData, exportPersonalData } from "@/lib/client/personal-data.ts";

export function PersonalDataCard() {
  const text = useText("personalData");
  const errorText = useErrorText();
  const id = useId();
  const [number, setNumber] = useState("");
  const [erasing, setErasing] = useState(false);
  const download = useMutation({ mutationFn: () => exportPersonalData(number), onSuccess: saveAsFile });
  const problem = download.error && (download.error instanceof Refusal ? download.error.code : "unknown");
  const outcome = problem ? (
    <span className="tone-bad" role="alert">
      {errorText(problem === "invalid" ? "phoneNumber" : problem)}
    </span>
  ) : download.data ? (
    <span role="status">
      {text("exported", {
        calls: download.data.calls.length,
        callbacks: download.data.callbacks.length,
        messages: download.data.messages.length,
      })}
    </span>
  ) : undefined;
  const change = (value: string) => {
    download.reset();
    setNumber(value);
  };
  return (
    <FormCard id="personal-data" title={text("title")} intro={text("intro")}>
      <Field id={id} label={text("number")} explain={text("numberExplain")} hint={outcome}>
        <Input
          id={id}
          className="input-number"
          inputMode="tel"
          autoComplete="off"
          placeholder="045 123 4567"
          value={number}
          {...describedBy(id, { hint: outcome })}
          aria-invalid={problem ? true : undefined}
          onChange={(event) => change(event.target.value)}
        />
        <Button icon="download" busy={download.isPending} disabled={!number.trim() || download.isPending} onClick={() => download.mutate()}>
          {text("export")}
        </Button>
        <Button look="danger" disabled={!number.trim()} onClick={() => setErasing(true)}>
          {text("erase")}
        </Button>
      </Field>
      {erasing && (
        <DeleteDialog
          title={text("eraseTitle", { number })}
          confirm={text("eraseConfirm")}
          done={text("erased")}
          remove={async () => void (await erasePersonalData(number))}
          onDone={async () => change("")}
          onClose={() => setErasing(false)}
        >
          <p>{text("eraseText")}</p>
        </DeleteDialog>
      )}
    </FormCard>
  );
}

function saveAsFile(data: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "personal-data.json";
  link.click();
  URL.revokeObjectURL(url);
}
