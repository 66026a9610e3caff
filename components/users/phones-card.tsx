"use client";
/** The devices of one person and how each of them is now. */
import { useText } from "@/components/language/texts.tsx";
import { State } from "@/components/ui/badge.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Card } from "@/components/ui/page.tsx";
import type { DeviceRecord } from "@/lib/client/users.ts";
import type { SipBanRecord } from "@/lib/domain/sip-ban.ts";
import { deviceIcons } from "./devices.tsx";
import { PhoneDetails, reasonOf } from "./phone-state.tsx";

export function PhonesCard({ devices, bans }: { devices: DeviceRecord[]; bans: SipBanRecord[] }) {
  const text = useText("users");
  return (
    <Card id="phones" title={text("phones")}>
      {devices.length === 0 && <p className="card-body muted">{text("noDevices")}</p>}
      {devices.map((device) => (
        <DeviceState key={device.kind} device={device} bans={bans} />
      ))}
    </Card>
  );
}

function DeviceState({ device, bans }: { device: DeviceRecord; bans: SipBanRecord[] }) {
  const text = useText("users");
  const states = useText("states");
  const phone = reasonOf(device, bans);
  return (
    <section className="phone" aria-label={states(device.kind)}>
      <Icon name={deviceIcons[device.kind]} />
      <div className="grow">
        <h3>{states(device.kind)}</h3>
        <p className="small muted">{device.username ?? device.mobileNumber ?? ""}</p>
        {phone ? (
          <PhoneDetails phone={phone} />
        ) : (
          <State icon={device.enabled ? "trunk" : "blocked"}>{text(device.enabled ? "throughTrunk" : "phoneOff")}</State>
        )}
      </div>
    </section>
  );
}
