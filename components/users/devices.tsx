"use client";
/** A person's phones: registered = with a dot, not registered = struck through. */
import { useText } from "@/components/language/texts.tsx";
import { classes } from "@/components/ui/classes.ts";
import { Icon, type IconName } from "@/components/ui/icon.tsx";
import type { DeviceRecord } from "@/lib/client/users.ts";
import type { DeviceKind } from "@/lib/domain/group/members.ts";
import type { LiveAgent } from "@/lib/domain/live.ts";

export interface ShownDevice {
  kind: DeviceKind;
  reachable: boolean;
}

export const deviceIcons: Record<DeviceKind, IconName> = {
  workstation: "workstation",
  mobile: "mobile",
  ipPhone: "ipPhone",
  externalPbx: "trunk",
};

/** The live view knows best; without it, what the registrar has written. A mobile is reached through a trunk. */
export function shownDevices(devices: DeviceRecord[], agent: LiveAgent | undefined): ShownDevice[] {
  return devices
    .filter((device) => device.enabled)
    .map(({ kind, registered }) => ({
      kind,
      reachable: agent ? agent.reachable.includes(kind) || kind === "mobile" : registered || kind === "mobile",
    }));
}

export function Devices({ devices }: { devices: ShownDevice[] }) {
  const text = useText("states");
  return (
    <span className="devices">
      {devices.map(({ kind, reachable }) => {
        const label = text(reachable ? (kind === "mobile" ? "reachable" : "registered") : "notRegistered", { device: text(kind) });
        return (
          <span key={kind} className={classes("device", !reachable && "off")} role="img" aria-label={label} title={label}>
            <Icon name={deviceIcons[kind]} />
          </span>
        );
      })}
    </span>
  );
}
