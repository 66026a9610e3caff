"use client";
/** How a call is offered to the members, in words. */
import { useWatch } from "react-hook-form";
import { useFormat, useSettingTexts, useText } from "@/components/language/texts.tsx";
import { Card } from "@/components/ui/page.tsx";
import { Devices } from "@/components/users/devices.tsx";
import type { MemberSettings } from "@/lib/domain/group/members.ts";
import { useGroupForm } from "./form-context.tsx";

function orderWords({ skillBased, ringInOrder, longestIdle }: MemberSettings) {
  if (skillBased) return ringInOrder ? "offerSkillOrder" : longestIdle ? "offerSkillIdle" : "offerSkill";
  return ringInOrder ? "offerOrder" : "offerRandom";
}

export function OfferCard({ onChange }: { onChange: () => void }) {
  const text = useText("editor");
  const common = useText("common");
  const settings = useSettingTexts();
  const { durationInWords } = useFormat();
  const { form } = useGroupForm();
  const members = useWatch({ control: form.control, name: "members" });
  const seconds = (value: number) => (Number.isFinite(value) ? durationInWords(value) : "–");
  const facts: [string, string][] = [
    [settings("skillBased").label, common(members.skillBased ? "on" : "off")],
    [settings("ringInOrder").label, common(members.ringInOrder ? "on" : "off")],
    [text("offerSimultaneously"), text("offerMembers", { count: members.ringSimultaneously })],
    [settings("ringSeconds").label, seconds(members.ringSeconds)],
    [settings("wrapUpSeconds").label, seconds(members.wrapUpSeconds)],
  ];
  return (
    <Card id="offer" title={text("offerTitle")}>
      <div className="card-body">
        <dl className="facts-right">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt className="muted">{name}</dt>
              <dd className="strong tabular">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="small muted mt-3">{text(orderWords(members))}</p>
        <p className="mt-2">
          <button type="button" className="link small strong" onClick={onChange}>
            {text("changeSettings")}
          </button>
        </p>
      </div>
      <div className="card-part">
        <h3>{text("deviceKey")}</h3>
        <ul className="small muted device-key">
          <li className="row">
            <span aria-hidden="true">
              <Devices devices={[{ kind: "workstation", reachable: true }]} />
            </span>
            {text("deviceOn")}
          </li>
          <li className="row">
            <span aria-hidden="true">
              <Devices devices={[{ kind: "workstation", reachable: false }]} />
            </span>
            {text("deviceOff")}
          </li>
        </ul>
      </div>
    </Card>
  );
}
