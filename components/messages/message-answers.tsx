"use client";
/** The answers of one message, in the order in which they were asked. Who listens has heard it. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Nothing } from "@/components/lists/list-page.tsx";
import { IconButton } from "@/components/ui/button.tsx";
import { usePlayer } from "@/components/ui/use-player.ts";
import { answerAddress, markHeard } from "@/lib/client/messages.ts";
import type { MessageAnswer, MessageRecord } from "@/lib/domain/message.ts";

interface Props {
  message: MessageRecord;
  onHeard: () => Promise<unknown>;
}

export function MessageAnswers({ message, onHeard }: Props) {
  const heard = () => {
    if (message.heardAt === null) void markHeard(message.id, true).then(onHeard, () => undefined);
  };
  return (
    <ol className="grid gap-1">
      {message.answers.map((answer, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that an answer is known by
        <li key={index} className="flex flex-wrap items-center gap-2">
          <span>{answer.prompt}</span>
          {answer.seconds !== null && <Sound address={answerAddress(message.id, index + 1)} answer={answer} onPlay={heard} />}
          {answer.keys !== null && <span className="figure">{answer.keys}</span>}
          {answer.seconds === null && answer.keys === null && <Nothing />}
        </li>
      ))}
    </ol>
  );
}

function Sound({ address, answer, onPlay }: { address: string; answer: MessageAnswer; onPlay: () => void }) {
  const text = useText("messages");
  const editor = useText("editor");
  const { duration } = useFormat();
  const player = usePlayer(address);
  const press = () => {
    if (!player.isPlaying) onPlay();
    player.toggle();
  };
  return (
    <>
      <IconButton
        edged
        icon={player.isPlaying ? "stop" : "play"}
        label={player.isPlaying ? editor("stopListening") : editor("listen", { name: answer.prompt })}
        onClick={press}
      />
      <span className="figure">{duration(answer.seconds ?? 0)}</span>
      {player.failed && (
        <span className="error" role="alert">
          {text("cannotPlay")}
        </span>
      )}
    </>
  );
}
