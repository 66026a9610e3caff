"use client";
/** The announcement's earlier sounds: each can be heard, and taken back. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Button, IconButton } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { usePlayer } from "@/components/ui/use-player.ts";
import {
  type AnnouncementRecord,
  announcementsQuery,
  audioAddress,
  restoreVersion,
  type SoundVersion,
  versionsQuery,
} from "@/lib/client/announcements.ts";
import { Refusal } from "@/lib/client/api.ts";
import { Fault } from "./fault.tsx";

export function VersionsDialog({ announcement, onClose }: { announcement: AnnouncementRecord; onClose: () => void }) {
  const text = useText("announcements");
  const common = useText("common");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const { id, name } = announcement;
  const { data: versions = [], error } = useQuery(versionsQuery(id));
  const restore = useMutation({
    mutationFn: (version: number) => restoreVersion(id, version),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: announcementsQuery.queryKey });
      toast({ tone: "ok", title: text("restored") });
      onClose();
    },
  });
  const failure = restore.error ?? error;
  return (
    <Dialog title={text("versionsTitle", { name })} onClose={onClose} footer={<Button onClick={onClose}>{common("close")}</Button>}>
      <ul className="version-list">
        {versions.map((sound, index) => (
          <Version
            key={sound.version}
            sound={sound}
            address={audioAddress({ id, version: sound.version })}
            onRestore={index === 0 ? null : () => restore.mutate(sound.version)}
          />
        ))}
      </ul>
      <p className="hint">{text("versionsHint")}</p>
      <Fault words={failure ? errorText(failure instanceof Refusal ? failure.code : "unknown") : null} />
    </Dialog>
  );
}

/** `onRestore` null: it is the one that callers hear. */
function Version({ sound, address, onRestore }: { sound: SoundVersion; address: string; onRestore: (() => void) | null }) {
  const text = useText("announcements");
  const editor = useText("editor");
  const { duration, date, time } = useFormat();
  const at = `${date(sound.createdAt)} ${time(sound.createdAt)}`;
  const player = usePlayer(address);
  return (
    <li className="row">
      <IconButton
        edged
        icon={player.isPlaying ? "stop" : "play"}
        label={player.isPlaying ? editor("stopListening") : editor("listen", { name: at })}
        onClick={player.toggle}
      />
      <span className="grow tabular">{at}</span>
      <span className="tabular muted">{duration(sound.durationMs / 1000)}</span>
      {onRestore ? (
        <Button small onClick={onRestore}>
          {text("restore")}
        </Button>
      ) : (
        <span className="muted small">{text("inUseNow")}</span>
      )}
    </li>
  );
}
