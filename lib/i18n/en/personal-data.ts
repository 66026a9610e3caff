import type { personalData as fi } from "../fi/personal-data.ts";
import type { SectionLike } from "../translate.ts";

export const personalData: SectionLike<typeof fi> = {
  title: "Personal data",
  intro: "What is stored of one phone number: calls, callback requests and messages. The audit log notes it without the number.",
  number: "Phone number",
  export: "Download data",
  erase: "Forget the number…",
  eraseTitle: "Forget {number}?",
  eraseText:
    "The number, the caller's name and the notes are removed for good from calls, callback requests and messages, as is what was said and keyed in the messages. The figures of reports do not change. A call that goes on or an open request must be ended first.",
  eraseConfirm: "Forget the number",
  erased: "The number has been forgotten",
  exported: "Downloaded: calls {calls}, callback requests {callbacks}, messages {messages}.",
  numberExplain:
    "In any spelling: 045 123 4567 and +358 45 123 4567 are the same number. Downloading gives the data as a file for whoever asks for them; forgetting removes the number and the messages, but leaves the calls as figures in reports.",
};
