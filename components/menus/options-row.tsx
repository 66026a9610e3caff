"use client";
/** The keys of a menu, in the order of the telephone's. */
import { DestinationInputs } from "@/components/destinations/destination-inputs.tsx";
import { Row } from "@/components/forms/rows.tsx";
import type { DraftField } from "@/components/forms/use-draft.ts";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button, IconButton } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Select } from "@/components/ui/inputs.tsx";
import { type MenuKey, type MenuOption, menuKeys } from "@/lib/domain/menu-keys.ts";
import type { MenuDirectory } from "./menu-directory.ts";

interface Props {
  field: DraftField<MenuOption[]>;
  choices: MenuDirectory;
  disabled: boolean;
}

export function OptionsRow({ field, choices, disabled }: Props) {
  const text = useText("menus");
  const errorText = useErrorText();
  const options = field.value;
  const free = menuKeys.find((key) => options.every((option) => option.key !== key));
  const problemOf = (index: number) => field.problems.find(({ path }) => path.startsWith(`options.${index}.`));
  const whole = { ...field, problems: field.problems.filter(({ path }) => path === "options") };
  const replace = (index: number, option: MenuOption) => field.change(options.with(index, option));
  return (
    <Row field={whole} label={text("options")} describe={(value) => value.map((option) => option.key).join(", ")} group>
      {() => (
        <div className="options">
          {options.map((option, index) => {
            const problem = problemOf(index);
            const id = `options.${index}.destination`;
            return (
              <div key={option.key} className="option">
                <Select
                  className="option-key"
                  aria-label={text("key")}
                  value={option.key}
                  onChange={(event) => replace(index, { ...option, key: event.target.value as MenuKey })}
                  disabled={disabled}
                >
                  {menuKeys
                    .filter((key) => key === option.key || options.every((other) => other.key !== key))
                    .map((key) => (
                      <option key={key} value={key}>
                        {key}
                      </option>
                    ))}
                </Select>
                <div className="grow">
                  <DestinationInputs
                    id={id}
                    unlabelled
                    label={text("keyLeads", { key: option.key })}
                    value={option.destination}
                    onChange={(destination) => replace(index, { ...option, destination })}
                    choices={choices}
                    aria={{ "aria-describedby": problem && `${id}-error`, "aria-invalid": problem ? true : undefined }}
                    disabled={disabled}
                  />
                  {problem && (
                    <p className="error" id={`${id}-error`}>
                      <Icon name="error" />
                      <span>{errorText(problem.message)}</span>
                    </p>
                  )}
                </div>
                {!disabled && (
                  <IconButton
                    icon="trash"
                    label={text("removeKey", { key: option.key })}
                    onClick={() => field.change(options.toSpliced(index, 1))}
                  />
                )}
              </div>
            );
          })}
          {free && !disabled && (
            <Button
              small
              icon="plus"
              onClick={() => field.change([...options, { key: free, destination: { kind: "group", groupId: "" } }])}
            >
              {text("addKey")}
            </Button>
          )}
        </div>
      )}
    </Row>
  );
}
