"use client";
/** What a group is given when it is added, and keeps on its first tab. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Select } from "@/components/ui/inputs.tsx";
import { SettingField } from "./fields.tsx";
import { useGroupForm } from "./form-context.tsx";
import { useSetting } from "./use-setting.ts";

/** There is one type so far, and it can't be changed afterwards. */
export function TypeField() {
  const text = useText("editor");
  const setting = useSetting("general.type");
  return (
    <SettingField setting={setting}>
      <Select id={setting.id} className="select-fit" value={setting.value} disabled {...setting.aria}>
        <option value="customerService">{text("customerService")}</option>
      </Select>
    </SettingField>
  );
}

/** Free numbers and the group's own. If none is free, it says where to get one. */
export function NumberIdField() {
  const text = useText("editor");
  const { phoneNumber } = useFormat();
  const { directory, groupId } = useGroupForm();
  const setting = useSetting("general.numberId");
  const free = directory.numbers.filter((number) => number.group === null || number.group.id === groupId);
  const groups = [
    { label: text("testNumbers"), numbers: free.filter((number) => number.type === "test") },
    { label: text("serviceNumbers"), numbers: free.filter((number) => number.type !== "test") },
  ];
  return (
    <SettingField setting={setting} hint={free.length === 0 ? text("noNumbers") : setting.texts.hint}>
      <Select
        id={setting.id}
        className="select-fit"
        value={setting.value}
        onChange={(event) => setting.change(event.target.value)}
        onBlur={setting.blur}
        disabled={setting.disabled || free.length === 0}
        {...setting.aria}
      >
        <option value="">{text("chooseNumber")}</option>
        {groups.map(({ label, numbers }) => (
          <optgroup key={label} label={label}>
            {numbers.map((number) => (
              <option key={number.id} value={number.id}>
                {[phoneNumber(number.digits), number.type !== "test" && number.priceText].filter(Boolean).join(", ")}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
    </SettingField>
  );
}
