/** A caller is sent to a message box. What he leaves there decides what became of his call, also when he hangs up in the middle. */
import { randomUUID } from "node:crypto";
import type { CallFate } from "../../lib/domain/call.ts";
import type { MessageStart } from "../../lib/domain/message.ts";
import type { MessageBoxDocument } from "../../lib/domain/message-box.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";
import { answerTone, promptKey } from "../ports/audio-keys.ts";
import type { CallerSession } from "./caller-session.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import { MessageDialogue, type MessageSpeech } from "./message-dialogue.ts";
import { MessageTaking } from "./message-taking.ts";

interface Visit {
  session: CallerSession;
  /** Whose caller he is. */
  group: ConfiguredGroup;
  messageBoxId: string;
  /** Of his call when he has left a message, and when the service lets him go. */
  fate: CallFate;
}

/** False: there is no such box any more. */
export function visitMessageBox(parts: OrganisationParts, house: House, { session, group, messageBoxId, fate }: Visit): boolean {
  const { configuration } = house;
  const box = configuration.messageBoxes.find(({ id }) => id === messageBoxId);
  if (!box) return false;
  const taking = new MessageTaking(parts, startOf(session, group, box, parts.clock.date()));
  const say = (id: PromptId) => promptKey(group.general.language, id);
  const speech: MessageSpeech = {
    greeting: say("message.greeting"),
    notice: say("message.notice"),
    tone: answerTone,
    question: ({ announcementId }) => announcementId && parts.library.announcement(configuration, announcementId),
  };
  const close = (id: PromptId) => {
    if (session.stage !== "finished") session.announceAndClose(say(id), fate.outcome, fate.reason);
  };
  let decide: (fate: CallFate | null) => void = () => {};
  session.leaveQueue();
  session.decideBy(
    new Promise((resolve) => {
      decide = resolve;
    }),
  );
  const { record } = session;
  session.beginDialogue(
    (media) =>
      new MessageDialogue(media, box.questions, speech, taking, {
        recordingStarted: () => record.event("recordingStarted"),
        unavailable: () => {
          taking.end();
          decide(null);
          close("message.unavailable");
        },
        over: () => {
          const left = taking.end();
          if (left) record.event("messageLeft", null, left);
          decide(left ? fate : null);
          close(left ? "message.thanks" : "message.nothing");
        },
      }),
  );
  return true;
}

function startOf(session: CallerSession, group: ConfiguredGroup, box: MessageBoxDocument, startedAt: Date): MessageStart {
  const { callerNumber, callerName } = session.record.start;
  return {
    id: randomUUID(),
    messageBoxId: box.id,
    boxName: box.name,
    groupId: group.id,
    callId: session.id,
    callerNumber,
    callerName,
    startedAt,
    questions: box.questions.map(({ prompt }) => prompt),
  };
}
