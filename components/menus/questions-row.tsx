"use client";
/** The questions of a message box, in the order in which they are asked. */
import { Row } from "@/components/forms/rows.tsx";
import type { DraftField } from "@/components/forms/use-draft.ts";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button, IconButton } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Input, NumberInput, Select } from "@/components/ui/inputs.tsx";
import type { MessageQuestion } from "@/lib/domain/message-box.ts";

const most = 10;
const empty: MessageQuestion = { prompt: "", announcementId: null, answer: "speech", maxSeconds: 60 };

interface Props {
  field: DraftField<MessageQuestion[]>;
  announcements: { id: string; name: string }[];
  disabled: boolean;
}

export function QuestionsRow({ field, announcements, disabled }: Props) {
  const text = useText("menus");
  const questions = field.value;
  const whole = { ...field, problems: field.problems.filter(({ path }) => path === "questions") };
  return (
    <Row field={whole} label={text("questions")} describe={(value) => value.map((question) => question.prompt).join(" · ")} group>
      {() => (
        <div className="options">
          {questions.map((question, index) => (
            <Question
              // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that a question is known by
              key={index}
              index={index}
              question={question}
              problems={field.problems.filter(({ path }) => path.startsWith(`questions.${index}.`))}
              announcements={announcements}
              disabled={disabled}
              onChange={(next) => field.change(questions.with(index, next))}
              onRemove={questions.length > 1 ? () => field.change(questions.toSpliced(index, 1)) : undefined}
            />
          ))}
          {questions.length < most && !disabled && (
            <Button small icon="plus" onClick={() => field.change([...questions, empty])}>
              {text("addQuestion")}
            </Button>
          )}
        </div>
      )}
    </Row>
  );
}

interface QuestionProps extends Pick<Props, "announcements" | "disabled"> {
  index: number;
  question: MessageQuestion;
  problems: DraftField<unknown>["problems"];
  onChange: (question: MessageQuestion) => void;
  onRemove?: () => void;
}

function Question({ index, question, problems, announcements, disabled, onChange, onRemove }: QuestionProps) {
  const text = useText("menus");
  const common = useText("common");
  const errorText = useErrorText();
  const id = `questions.${index}`;
  const number = index + 1;
  const [first] = problems;
  const aria = { "aria-describedby": first && `${id}-error`, "aria-invalid": first ? true : undefined };
  return (
    <fieldset className="question" aria-label={text("question", { number })}>
      <div className="row">
        <Input
          id={`${id}.prompt`}
          aria-label={text("prompt", { number })}
          placeholder={text("promptExample")}
          value={question.prompt}
          onChange={(event) => onChange({ ...question, prompt: event.target.value })}
          disabled={disabled}
          {...aria}
        />
        {onRemove && !disabled && <IconButton icon="trash" label={text("removeQuestion", { number })} onClick={onRemove} />}
      </div>
      <div className="row wrap">
        <Select
          className="select-fit"
          aria-label={text("questionSound", { number })}
          value={question.announcementId ?? ""}
          onChange={(event) => onChange({ ...question, announcementId: event.target.value || null })}
          disabled={disabled}
        >
          <option value="">{text("toneOnly")}</option>
          {announcements.map((item) => (
            <option key={item.id} value={item.id}>
              {item.name}
            </option>
          ))}
        </Select>
        <Select
          className="select-auto"
          aria-label={text("answerOf", { number })}
          value={question.answer}
          onChange={(event) => onChange({ ...question, answer: event.target.value as MessageQuestion["answer"] })}
          disabled={disabled}
        >
          <option value="speech">{text("bySpeech")}</option>
          <option value="keys">{text("byKeys")}</option>
        </Select>
        <NumberInput
          id={`${id}.maxSeconds`}
          aria-label={text("maxSeconds", { number })}
          value={question.maxSeconds}
          onChange={(maxSeconds) => onChange({ ...question, maxSeconds })}
          unit={common("seconds")}
          disabled={disabled}
        />
      </div>
      {first && (
        <p className="error" id={`${id}-error`}>
          <Icon name="error" />
          <span>{errorText(first.message, { minimum: first.minimum, maximum: first.maximum })}</span>
        </p>
      )}
    </fieldset>
  );
}
