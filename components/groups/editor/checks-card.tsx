"use client";
/** What can't work or probably isn't meant, with a way to the field (lib/domain/group/checks.ts). */
import { useMemo } from "react";
import { useFormState, useWatch } from "react-hook-form";
import { useErrorText, useFormat, useSettingTexts, useText } from "@/components/language/texts.tsx";
import { useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Card } from "@/components/ui/page.tsx";
import { keyOf, type SettingPath } from "@/lib/domain/group/changes.ts";
import { checkGroup, type Finding } from "@/lib/domain/group/checks.ts";
import type { GroupSettings } from "@/lib/domain/group/group.ts";
import type { SettingKey } from "@/lib/i18n/settings.ts";
import { checkFacts } from "./directory.ts";
import { type BrokenRule, useGroupForm } from "./form-context.tsx";
import { brokenSettings } from "./form-errors.ts";

export function ChecksCard() {
  const text = useText("editor");
  const { form, directory, groupId } = useGroupForm();
  const settings = useWatch({ control: form.control }) as GroupSettings;
  const live = useLiveSnapshot();
  const { errors } = useFormState({ control: form.control });
  const broken = brokenSettings(errors);
  const { findings, fineCount } = useMemo(
    () => checkGroup(settings, checkFacts(directory, groupId, settings.general.numberId, live)),
    [settings, directory, groupId, live],
  );
  const errorCount = broken.length + findings.filter((finding) => finding.severity === "error").length;
  const warningCount = findings.filter((finding) => finding.severity === "warning").length;
  const summary = [
    errorCount > 0 && text("checksErrors", { count: errorCount }),
    warningCount > 0 && text("checksWarnings", { count: warningCount }),
  ].filter(Boolean);
  return (
    <Card id="checks" title={text("checks")} aside={<span className="small muted">{summary.join(", ") || text("checksFine")}</span>}>
      <ul className="checks">
        {broken.map(([path, rule]) => (
          <BrokenLine key={path} path={path} rule={rule} />
        ))}
        {findings.map((finding) => (
          <FindingLine key={`${finding.id} ${finding.field}`} finding={finding} />
        ))}
        {fineCount > 0 && (
          <li>
            <Icon name="okRing" tone="tone-ok" />
            <div className="muted">{text("checksFineCount", { count: fineCount })}</div>
          </li>
        )}
      </ul>
    </Card>
  );
}

function BrokenLine({ path, rule }: { path: SettingPath; rule: BrokenRule }) {
  const text = useText("editor");
  const errorText = useErrorText();
  const field = useSettingTexts()(keyOf(path) as SettingKey).label;
  return (
    <li>
      <Icon name="error" tone="tone-bad" />
      <div>
        {text("fieldError", { field, error: errorText(rule.message, rule.bounds) })}
        <FieldLink path={path} />
      </div>
    </li>
  );
}

const timeValues = ["round", "limit", "length", "interval"];

function FindingLine({ finding }: { finding: Finding }) {
  const words = useText("checks");
  const { durationInWords, phoneNumber } = useFormat();
  const seconds = finding.id !== "callbackConditionUnreachable";
  const values = Object.fromEntries(
    Object.entries(finding.values).map(([name, value]) => {
      if (name === "number") return [name, phoneNumber(String(value))];
      return [name, seconds && timeValues.includes(name) ? durationInWords(Number(value)) : value];
    }),
  );
  const say = words as (key: Finding["id"], values: Record<string, string | number>) => string;
  const error = finding.severity === "error";
  return (
    <li>
      <Icon name={error ? "error" : "warning"} tone={error ? "tone-bad" : "tone-warn"} />
      <div>
        {say(finding.id, values)}
        <FieldLink path={finding.field} />
      </div>
    </li>
  );
}

function FieldLink({ path }: { path: SettingPath }) {
  const text = useText("editor");
  const { goTo } = useGroupForm();
  const field = useSettingTexts()(keyOf(path) as SettingKey).label;
  return (
    <button type="button" className="link" onClick={() => goTo(path)}>
      {text("goToField", { field })}
    </button>
  );
}
