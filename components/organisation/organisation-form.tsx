"use client";
/** What the organisation decides for all of its groups. */
import { useRouter } from "next/navigation";
import { DraftForm } from "@/components/forms/draft-form.tsx";
import { NumberRow, SelectRow, TextRow } from "@/components/forms/rows.tsx";
import { useDraft } from "@/components/forms/use-draft.ts";
import { useText } from "@/components/language/texts.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { PageHead } from "@/components/ui/page.tsx";
import { saveOrganisation } from "@/lib/client/organisation.ts";
import type { OrganisationDocument, OrganisationSettings } from "@/lib/domain/organisation.ts";
import { languageNames, languages } from "@/lib/i18n/language.ts";
import { NumberClassesRow } from "./number-classes-row.tsx";
import { PersonalDataCard } from "./personal-data-card.tsx";
import { PresenceNamesRow } from "./presence-names-row.tsx";

/** Offered; the API takes any other too, and one that is saved stays in the list. */
const timeZones = ["Europe/Helsinki", "Europe/Mariehamn", "Europe/Stockholm", "Europe/Oslo", "Europe/Copenhagen", "Europe/Tallinn"];
const otherTimeZones = ["Europe/Riga", "Europe/Vilnius", "Europe/Berlin", "Europe/London", "Atlantic/Reykjavik", "UTC"];

const rules = () => import("@/lib/domain/organisation.ts").then((module) => module.organisationSettings);
const draftOf = ({ version: _version, ...settings }: OrganisationDocument): OrganisationSettings => settings;
const send = (draft: OrganisationSettings, record: OrganisationDocument | null) =>
  saveOrganisation({ ...draft, version: record?.version ?? 0 });

export function OrganisationForm({ organisation }: { organisation: OrganisationDocument }) {
  const text = useText("organisation");
  const common = useText("common");
  const router = useRouter();
  const draft = useDraft<OrganisationSettings, OrganisationDocument>({
    record: organisation,
    draftOf,
    empty: organisation,
    rules,
    send,
    // The name and the clock of the frame follow.
    onSaved: () => router.refresh(),
  });
  const zones = [...new Set([...timeZones, ...otherTimeZones, organisation.timeZone, draft.value.timeZone])];
  return (
    <main id="main" className="page page-narrow" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={text("subtitle")} />
      <DraftForm draft={draft}>
        <FormCard id="organisation-general" title={text("basics")}>
          <TextRow field={draft.field("name")} label={text("name")} explain={text("nameExplain")} hint={text("nameHint")} />
          <SelectRow
            field={draft.field("language")}
            label={text("language")}
            explain={text("languageExplain")}
            hint={text("languageHint")}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
          />
          <SelectRow
            field={draft.field("timeZone")}
            label={text("timeZone")}
            explain={text("timeZoneExplain")}
            hint={text("timeZoneHint")}
            options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
          />
        </FormCard>
        <FormCard id="organisation-presence" title={text("presence")} intro={text("presenceIntro")}>
          <PresenceNamesRow field={draft.field("presenceNames")} />
        </FormCard>
        <FormCard id="organisation-calls" title={text("calls")}>
          <NumberRow
            field={draft.field("serviceLevelTargetPercent")}
            label={text("serviceLevel")}
            explain={text("serviceLevelExplain")}
            hint={text("serviceLevelHint")}
            unit="%"
          />
          <NumberClassesRow field={draft.field("allowedNumberClasses")} />
        </FormCard>
        <FormCard id="organisation-callbacks" title={text("callbacks")}>
          <NumberRow
            field={draft.field("callbackRetryMinutes")}
            label={text("retry")}
            explain={text("retryExplain")}
            hint={text("retryHint")}
            unit={common("minutes")}
          />
          <NumberRow
            field={draft.field("callbackDailyCap")}
            label={text("dailyCap")}
            explain={text("dailyCapExplain")}
            hint={text("dailyCapHint")}
            unit={common("pieces")}
          />
        </FormCard>
        <FormCard id="organisation-retention" title={text("retention")} intro={text("retentionIntro")}>
          <NumberRow
            field={draft.field("retentionDaysCalls")}
            label={text("retentionCalls")}
            explain={text("retentionCallsExplain")}
            hint={text("retentionHint")}
            unit={text("days")}
          />
          <NumberRow
            field={draft.field("retentionDaysMessages")}
            label={text("retentionMessages")}
            explain={text("retentionMessagesExplain")}
            hint={text("retentionHint")}
            unit={text("days")}
          />
        </FormCard>
      </DraftForm>
      <div className="mt-4">
        <PersonalDataCard />
      </div>
    </main>
  );
}
