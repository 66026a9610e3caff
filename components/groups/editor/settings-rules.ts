/** The rules of lib/domain for the form. In a script of its own: the rules' library is a quarter of the editor, and the first field can be read without it. */
import { type FieldProblem, fieldProblems } from "@/lib/domain/field-problem.ts";
import { type GroupSettings, groupSettings } from "@/lib/domain/group/group.ts";

export type Checked = { ok: true; settings: GroupSettings } | { ok: false; problems: FieldProblem[] };

export function checkSettings(values: GroupSettings): Checked {
  const result = groupSettings.safeParse(values);
  return result.success ? { ok: true, settings: result.data } : { ok: false, problems: fieldProblems(result.error) };
}
