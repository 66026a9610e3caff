"use client";
/** The devices of one person and how each of them is now. */
import { useText } from "@/components/language/texts.tsx";
import { State } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Explain } from "@/components/ui/help.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Card } from "@/components/ui/page.tsx";
import type { DeviceRecord } from "@/lib/client/users.ts";
import type { SipBanRecord } from "@/lib/domain/sip-ban.ts";
import type { SipDeviceKind } from "@/lib/domain/user.ts";
import { deviceIcons } from "./devices.tsx";
import { PhoneDetails, reasonOf } from "./phone-state.tsx";

interface Props {
  devices: DeviceRecord[];
  bans: SipBanRecord[];
  /** Asks for a new SIP password; left out for those who may not. */
  onPassword?: (kind: SipDeviceKind) => void;
}

export function PhonesCard({ devices, bans, onPassword }: Props) {
  const text = useText("users");
  return (
    <Card id="phones" title={text("phones")} aside={<Explain label={text("starCodes")}>{text("starCodesHelp")}</Explain>}>
      {devices.length === 0 && <p className="card-body muted">{text("noDevices")}</p>}
      {devices.map((device) => (
        <DeviceState key={device.kind} device={device} bans={bans} onPassword={onPassword} />
      ))}
    </Card>
  );
}

function DeviceState({ device, bans, onPassword }: Omit<Props, "devices"> & { device: DeviceRecord }) {
  const text = useText("users");
  const states = useText("states");
  const { kind } = device;
  const phone = reasonOf(device, bans);
  return (
    <section className="phone" aria-label={states(kind)}>
      <Icon name={deviceIcons[kind]} />
      <div className="grow">
        <h3>{states(kind)}</h3>
        <p className="small muted">{device.username ?? device.mobileNumber ?? ""}</p>
        {phone ? (
          <PhoneDetails phone={phone} />
        ) : (
          <State icon={device.enabled ? "trunk" : "blocked"}>{text(device.enabled ? "throughTrunk" : "phoneOff")}</State>
        )}
        {onPassword && (kind === "workstation" || kind === "ipPhone") && (
          <p className="phone-action">
            <Button small onClick={() => onPassword(kind)} aria-label={text("newSipPasswordOf", { device: states(kind) })}>
              {text("newSipPassword")}
            </Button>
          </p>
        )}
      </div>
    </section>
  );
}
