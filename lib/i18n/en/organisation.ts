import type { organisation as fi } from "../fi/organisation.ts";
import type { SectionLike } from "../translate.ts";

export const organisation: SectionLike<typeof fi> = {
  title: "Organisation",
  subtitle: "Settings that concern every group",
  basics: "General",
  name: "Name of the organisation",
  nameHint: "Shown at the top of the portal.",
  language: "Language",
  languageHint: "Of the prompts in calls, unless the group or menu chooses another.",
  timeZone: "Time zone",
  timeZoneHint: "Opening hours, reports and call records are in the time of this place.",
  presence: "Presence",
  presenceIntro: "The statuses that a member chooses from. The colour decides whether calls of the groups come.",
  presenceNames: "Statuses",
  presenceNamesHint: "At most 12. One who is red gets no calls of the groups, where the group is set so.",
  presenceNone: "The ordinary three are in use: Available, Away and Busy.",
  presenceAdd: "Add status",
  presenceColour: "Colour of status {number}",
  presenceName: "Name of status {number}",
  presenceRemove: "Remove status {number}",
  availableColour: "Green: gets calls",
  awayColour: "Yellow: away",
  busyColour: "Red: no calls",
  calls: "Calls",
  serviceLevel: "Service level target",
  serviceLevelHint: "Which share of the calls should be answered within the group's target time, 1–100.",
  numberClasses: "Allowed kinds of numbers",
  numberClassesHint: "Others are not called: not as destinations, callbacks, mobile devices or members' own calls.",
  numberClassesHelp:
    "Keeps out expensive calls and misuse. The emergency number 112 can always be called. If you take away a kind that a destination points to, the destination stops working.",
  nationalFixed: "Finnish landlines",
  mobile: "Finnish mobiles",
  freephone: "Freephone (0800, 116)",
  company: "Company numbers (010, 020, 029, 030, 039, 075)",
  general: "Of general interest (0300)",
  premium: "Premium rate (0600, 0700 and unknown)",
  foreign: "Abroad",
  satellite: "Satellite phones",
  callbacks: "Callback",
  retry: "Pause between attempts",
  retryHint: "A customer who was not reached is tried again after this at the earliest, 1–1,440.",
  dailyCap: "Requests a day",
  dailyCapHint: "After these callback is not offered any more that day. 0 = none at all, at most 100,000.",
  retention: "Retention",
  retentionIntro: "What is older is deleted. It can't be had back.",
  retentionCalls: "Call records",
  retentionMessages: "Recordings and messages",
  retentionHint: "0 = kept for ever, at most 3,650.",
  days: "days",
  nameExplain: "The name that users see in the portal and in e-mails. Callers do not hear it. Example: Kuuranlahden Energia.",
  languageExplain:
    "The language of the ready-made prompts, unless a group, menu or number says otherwise. The language of the portal is everybody's own choice.",
  timeZoneExplain:
    "Which clock the opening hours, the days and hours of reports and the morning of mailed reports go by. Summer time is taken care of. Another zone also moves the limits of days in old reports.",
  presenceExplain:
    "A member chooses one of these. Green and yellow get calls of the groups, red gets none. Empty list: Available, Away and Busy are used. Example: In training, red.",
  serviceLevelExplain:
    "The service level of reports is compared with this, and what is below is marked. It does not change how calls go. Example: 80 % means that four of five are answered within the group's target.",
  retryExplain:
    "How long to wait when the customer was not reached by a callback. The place in the queue is kept. Example: 5 min, and three attempts take at least 10 minutes.",
  dailyCapExplain:
    "How many requests for a callback the organisation takes in a day. 0 = none. It guards against costs when somebody leaves requests for numbers of others.",
  retentionCallsExplain:
    "After this time the record of a call is deleted, and is gone from the reports too. 0 = kept until somebody deletes it. Example: 365 is enough for comparing with last year.",
  retentionMessagesExplain:
    "After this time the recordings and answers of message boxes are deleted. 0 = kept until somebody deletes them. Example: 90.",
};
