"use client";
/** What a supervisor does to one who waits. The live view shows the result; nothing is assumed before. */
import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useCaller } from "@/components/calls/caller.ts";
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu, MenuItem, MenuLink } from "@/components/ui/menu.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { moveWaitingCall } from "@/lib/client/waiting-calls.ts";
import type { LiveCall, LiveSnapshot, WaitingCallAction } from "@/lib/domain/live.ts";

const CancelCallback = dynamic(() => import("../callbacks/cancel-callback.tsx").then((module) => module.CancelCallback), { ssr: false });

export function CallActions({ call, snapshot }: { call: LiveCall; snapshot: LiveSnapshot }) {
  const text = useText("live");
  const common = useText("common");
  const errorText = useErrorText();
  const toast = useToast();
  const { byName } = useFormat();
  const name = useCaller()(call);
  const [cancelling, setCancelling] = useState(false);
  const move = useMutation({
    mutationFn: (change: WaitingCallAction) => moveWaitingCall(call.callId, change),
    onError: (error) => toast({ tone: "bad", title: errorText(error instanceof Refusal ? error.code : "unknown") }),
  });
  const others = Object.values(snapshot.groups)
    .filter(({ groupId, open }) => groupId !== call.groupId && open)
    .sort((a, b) => byName(a.name, b.name));
  return (
    <>
      <Menu label={common("actionsFor", { name })} className="icon-button icon-button-s" button={<Icon name="dots" />}>
        {call.kind === "callback" ? (
          <CallbackItems onCancel={() => setCancelling(true)} />
        ) : (
          <>
            <MenuItem icon="handset" onSelect={() => move.mutate({ action: "take" })}>
              {text("takeCall")}
            </MenuItem>
            <MenuItem icon="toTop" onSelect={() => move.mutate({ action: "front" })}>
              {text("moveFirst")}
            </MenuItem>
            {others.map(({ groupId, name: group }) => (
              <MenuItem key={groupId} icon="branch" onSelect={() => move.mutate({ action: "group", groupId })}>
                {text("moveToGroup", { group })}
              </MenuItem>
            ))}
          </>
        )}
      </Menu>
      {cancelling && <CancelCallback callback={cancelled(call)} onClose={() => setCancelling(false)} />}
    </>
  );
}

/** What the dialog says of one who is in the queue. */
const cancelled = ({ callId: id, callerNumber, status }: LiveCall) =>
  ({ id, number: callerNumber ?? "", state: status.kind === "dialling" ? "ringing" : "waiting" }) as const;

function CallbackItems({ onCancel }: { onCancel: () => void }) {
  const text = useText("live");
  return (
    <>
      <MenuLink icon="callback" href="/callbacks">
        {text("toCallbacks")}
      </MenuLink>
      <MenuItem icon="close" danger onSelect={onCancel}>
        {text("cancelCallback")}
      </MenuItem>
    </>
  );
}
