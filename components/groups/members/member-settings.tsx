"use client";
import { useWatch } from "react-hook-form";
import { useText } from "@/components/language/texts.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { Checkbox } from "@/components/ui/inputs.tsx";
import type { DeviceKind } from "@/lib/domain/group/members.ts";
import { NumberField, OptionalNumberField, SettingField, SwitchField } from "../editor/fields.tsx";
import { useGroupForm } from "../editor/form-context.tsx";
import { useSetting } from "../editor/use-setting.ts";
import { UserPicker } from "./user-picker.tsx";

export function MemberSettingsPart() {
  const text = useText("editor");
  const { form } = useGroupForm();
  const skillBased = useWatch({ control: form.control, name: "members.skillBased" });
  return (
    <>
      <FormCard id="members-sharing" title={text("ringing")} intro={text("ringingText")}>
        <SwitchField path="members.ringInOrder" />
        <SwitchField path="members.skillBased" />
        {skillBased && <SwitchField path="members.longestIdle" />}
        <SwitchField path="members.presenceAffects" />
      </FormCard>
      <FormCard id="members-phones" title={text("phones")}>
        <DevicesField />
        <NumberField path="members.ringSimultaneously" />
        <NumberField path="members.ringSeconds" />
      </FormCard>
      <FormCard id="members-after" title={text("afterCall")}>
        <NumberField path="members.wrapUpSeconds" />
        <OptionalNumberField path="members.logoutAfterMissed" first={3} />
      </FormCard>
      <FormCard id="members-supervisors" title={text("supervisorsTitle")}>
        <SupervisorsField />
      </FormCard>
    </>
  );
}

const kinds: DeviceKind[] = ["workstation", "mobile", "ipPhone", "externalPbx"];

function DevicesField() {
  const states = useText("states");
  const setting = useSetting("members.devices");
  const chosen = setting.value;
  const toggle = (kind: DeviceKind) =>
    setting.change(kinds.filter((other) => (other === kind ? !chosen.includes(kind) : chosen.includes(other))));
  return (
    <SettingField setting={setting} group>
      <fieldset className="choices" aria-labelledby={`${setting.id}-label`} id={setting.id} tabIndex={-1}>
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            label={states(kind)}
            checked={chosen.includes(kind)}
            onChange={() => toggle(kind)}
            disabled={setting.disabled || kind === "externalPbx"}
          />
        ))}
      </fieldset>
    </SettingField>
  );
}

function SupervisorsField() {
  const text = useText("editor");
  const { directory } = useGroupForm();
  const setting = useSetting("members.supervisors");
  const known = directory.users.filter((user) => user.role !== "member" || setting.value.includes(user.id));
  const deleted = setting.value.filter((id) => !directory.users.some((user) => user.id === id));
  const users = [...known, ...deleted.map((id) => ({ id, name: text("deletedUser"), extension: "" }))];
  return (
    <SettingField setting={setting} group>
      <UserPicker users={users} chosen={setting.value} onChange={setting.change} label={setting.texts.label} disabled={setting.disabled} />
    </SettingField>
  );
}
