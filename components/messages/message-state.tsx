"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import type { MessageRecord } from "@/lib/domain/message.ts";

export function MessageState({ message: { heardAt, heardBy, cutOff } }: { message: MessageRecord }) {
  const text = useText("messages");
  const { date, time } = useFormat();
  return (
    <>
      {heardAt === null ? (
        <Badge tone="info" icon="bellRinging">
          {text("unheard")}
        </Badge>
      ) : (
        <Badge tone="mute" icon="check">
          {text("heard")}
        </Badge>
      )}
      {heardAt && <span className="block">{text("heardBy", { name: heardBy ?? "", at: `${date(heardAt)} ${time(heardAt)}` })}</span>}
      {cutOff && <span className="block">{text("cutOff")}</span>}
    </>
  );
}
