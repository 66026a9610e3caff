"use client";
import { useWatch } from "react-hook-form";
import { useText } from "@/components/language/texts.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { Input, Segmented } from "@/components/ui/inputs.tsx";
import type { NumberTag } from "@/lib/domain/group/general.ts";
import { languageNames, languages } from "@/lib/i18n/language.ts";
import { ChoiceField, SelectField, SettingField, SwitchField, TextField } from "./fields.tsx";
import { useGroupForm } from "./form-context.tsx";
import { NumberIdField, TypeField } from "./type-and-number.tsx";
import { useSetting } from "./use-setting.ts";

export function GeneralTab() {
  const text = useText("editor");
  const { form, directory } = useGroupForm();
  const presented = useWatch({ control: form.control, name: "general.presentedNumber" });
  const accounts = directory.billingAccounts.map((account) => ({ value: account.id, label: `${account.code} ${account.name}` }));
  return (
    <>
      <FormCard id="general-basics" title={text("basics")}>
        <TypeField />
        <TextField path="general.name" most={80} />
        <NumberIdField />
        <SelectField path="general.language" options={languages.map((language) => ({ value: language, label: languageNames[language] }))} />
        <SelectField path="general.billingAccountId" options={accounts} none={text("noBilling")} />
        <SwitchField path="general.hideFromDirectory" />
      </FormCard>
      <FormCard id="general-presentation" title={text("numberPresentation")}>
        <SwitchField path="general.allowNumberPresentation" />
        <ChoiceField
          path="general.presentedNumber"
          options={[
            { value: "caller", label: text("showCaller") },
            { value: "group", label: text("showGroup") },
          ]}
        />
        {presented === "caller" && <NumberTagField />}
      </FormCard>
    </>
  );
}

function NumberTagField() {
  const text = useText("editor");
  const setting = useSetting("general.numberTag");
  const tag = setting.value;
  const digits = tag.kind === "none" ? "" : tag.digits;
  const choose = (kind: NumberTag["kind"]) => setting.change(kind === "none" ? { kind } : { kind, digits });
  const example = tag.kind === "prefix" ? `${digits}020457623` : `020457623${digits}`;
  return (
    <SettingField
      setting={setting}
      group={tag.kind === "none"}
      hint={tag.kind === "none" ? undefined : `${text("tagPreview", { number: example })}. ${setting.texts.hint}`}
    >
      <Segmented
        label={setting.texts.label}
        value={tag.kind}
        onChange={choose}
        disabled={setting.disabled}
        options={[
          { value: "none", label: text("tagNone") },
          { value: "suffix", label: text("tagSuffix") },
          { value: "prefix", label: text("tagPrefix") },
        ]}
      />
      {tag.kind !== "none" && (
        <Input
          id={setting.id}
          className="input-short"
          aria-label={text("tagDigits")}
          value={digits}
          onChange={(event) => setting.change({ kind: tag.kind, digits: event.target.value })}
          onBlur={setting.blur}
          disabled={setting.disabled}
          {...setting.aria}
        />
      )}
    </SettingField>
  );
}
