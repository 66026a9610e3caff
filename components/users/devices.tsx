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

/** The live view knows best; without it, what the registrar has written. A mobile is reached through a trunk, while that answers. */
export function shownDevices(devices: DeviceRecord[], agent: LiveAgent | undefined): ShownDevice[] {
  return devices
    .filter((device) => device.enabled)
    .map(({ kind, registered }) => ({
      kind,
      reachable: agent ? agent.reachable.includes(kind) : registered || kind === "mobile",
    }));
}

export function Devices({ devices }: { devices: ShownDevice[] }) {
  const text = useText("states");
  return (
    <span className="devices">
      {devices.map(({ kind, reachable }) => {
        const words = kind === "mobile" ? (["notReachable", "reachable"] as const) : (["notRegistered", "registered"] as const);
        const label = text(words[Number(reachable) as 0 | 1], { device: text(kind) });
        return (
          <span key={kind} className={classes("device", !reachable && "off")} role="img" aria-label={label} title={label}>
            <Icon name={deviceIcons[kind]} />
          </span>
        );
      })}
    </span>
  );
}
