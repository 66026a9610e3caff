/** Who is shown to the one who is rung (product.md, "General"): phones show the caller and the group, a mobile one number. Pure. */
import type { ConfiguredUser, OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { NumberTag } from "../../lib/domain/group/general.ts";
import type { CallPresentation } from "../ports/signaling.ts";
import type { ConfiguredGroup } from "./house.ts";

type Numbers = Pick<OrganisationConfiguration, "numbers">;

/** A group's call, for members and for where it overflows to. */
export function groupPresentation(
  { numbers }: Numbers,
  { general }: ConfiguredGroup,
  callerNumber: string | null,
  forwarded: "unconditional" | "no-answer" | "unavailable" = "unconditional",
): CallPresentation {
  const own = numbers.find((number) => number.id === general.numberId);
  const digits = own?.digits ?? null;
  return {
    number: callerNumber,
    name: general.name,
    group: general.name,
    outsideNumber: general.presentedNumber === "group" ? digits : tagged(callerNumber, general.numberTag),
    ownNumber: own && !own.test ? own.digits : null,
    forwarded: digits === null ? null : { from: digits, reason: forwarded },
  };
}

/** Between extensions. */
export const colleaguePresentation = ({ extension, name }: ConfiguredUser): CallPresentation => ({
  number: extension,
  name,
  group: null,
  outsideNumber: null,
  ownNumber: null,
  forwarded: null,
});

/** A member's own call outside: the number of his group, if it may be shown; it also pays. */
export function ownCallPresentation({ numbers }: Numbers, group: ConfiguredGroup | undefined): CallPresentation {
  const own = numbers.find((number) => number.id === group?.general.numberId);
  const digits = own && !own.test ? own.digits : null;
  return { number: null, name: "", group: null, outsideNumber: digits, ownNumber: digits, forwarded: null };
}

/** The first of the user's groups (by name) that lets him show its number. Test numbers mean nothing outside. */
export function presentingGroup({ groups, numbers }: OrganisationConfiguration, userId: string): ConfiguredGroup | undefined {
  const isTest = (group: ConfiguredGroup) => numbers.find((number) => number.id === group.general.numberId)?.test !== false;
  return groups.find(
    (group) => group.general.allowNumberPresentation && !isTest(group) && group.members.members.some((member) => member.userId === userId),
  );
}

/** `1*0410000123` or `0410000123*1`; whoever hides his number stays hidden. */
function tagged(number: string | null, tag: NumberTag): string | null {
  if (number === null || tag.kind === "none") return number;
  return tag.kind === "prefix" ? `${tag.digits}${number}` : `${number}${tag.digits}`;
}
