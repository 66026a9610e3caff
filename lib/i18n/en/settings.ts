import type { SettingKey, SettingTexts } from "../settings.ts";

export const settings: Record<SettingKey, SettingTexts> = {
  type: {
    label: "Type",
    hint: "The type can't be changed after the group is made.",
  },
  name: {
    label: "Name",
    hint: "1 to 80 characters. Shown on the members' phones.",
  },
  language: {
    label: "Group's language",
    hint: "The system's own prompts are spoken in this language.",
  },
  billingAccountId: {
    label: "Billing ID",
  },
  numberId: {
    label: "Group number",
    hint: "Only free numbers are shown.",
  },
  hideFromDirectory: {
    label: "Hide number from directory",
  },
  allowNumberPresentation: {
    label: "Allow number presentation",
  },
  presentedNumber: {
    label: "Number shown on an incoming group call",
    hint: "For mobile devices. Workstations and IP phones always show the caller's number and the group's name.",
  },
  numberTag: {
    label: "Prefix or suffix",
    hint: "We recommend a suffix. The tag stays in the phone's call log and must be removed before calling back.",
  },
  maxWaitSeconds: {
    label: "Longest time in queue",
    hint: "Counted from when the caller entered the queue.",
  },
  maxAttempts: {
    label: "Most call attempts",
    hint: "One attempt is a round in which nobody answered.",
  },
  maxWaiting: {
    label: "Most callers waiting at once",
    hint: "0 = nobody waits; a call gets through only if someone is free.",
  },
  noAgentsDestination: {
    label: "When no agents can be reached or attempts are used up",
    hint: "Also for those already waiting, after 10 seconds.",
  },
  overflowDestination: {
    label: "When the queue is full or the longest time is reached",
  },
  members: {
    label: "Members",
  },
  supervisors: {
    label: "Supervisors",
    hint: "A supervisor sees the group live and can log members in and out.",
  },
  ringInOrder: {
    label: "Ring in order",
  },
  skillBased: {
    label: "Skill-based order",
  },
  longestIdle: {
    label: "To the longest idle at the same skill",
  },
  presenceAffects: {
    label: "Presence affects distribution",
  },
  devices: {
    label: "Devices that ring",
    hint: "The devices ring together. External PBX is not in use yet.",
  },
  ringSimultaneously: {
    label: "Members rung at once",
  },
  wrapUpSeconds: {
    label: "Wrap-up time",
    hint: "Time after a call before the next. The member can end it early.",
  },
  ringSeconds: {
    label: "Ring time per member",
  },
  logoutAfterMissed: {
    label: "Log out after unanswered calls",
    hint: "Calls in a row in this group that the member did not answer.",
  },
  queueEntryAnnouncementId: {
    label: "Heard when put in the queue",
    hint: "Phones ring while it plays. It is cut when someone answers.",
  },
  holdAudioId: {
    label: "Heard while waiting",
    hint: "Repeats until the call is answered.",
  },
  progressAnnouncementId: {
    label: "Progress announcement",
  },
  progressIntervalSeconds: {
    label: "How often",
    hint: "From the end of one to the start of the next. 0 = never.",
  },
  playRingback: {
    label: "Ringing tone when connecting",
  },
  announcePosition: {
    label: "Position in queue",
    hint: "Spoken with the progress announcement, up to place 20.",
  },
  announceWait: {
    label: "Estimated wait",
    hint: "Silent when there is not enough data.",
  },
  callbackEnabled: {
    label: "Callback in use",
  },
  callbackRingSeconds: {
    label: "Ring time",
    hint: "How long the customer is rung. Without an answer the request returns to the queue.",
  },
  callbackAttempts: {
    label: "Attempts",
  },
  callbackValidityMinutes: {
    label: "Validity",
    hint: "From the request. 0 = callback is off.",
  },
  callbackMetadata: {
    label: "Shown to the member",
    hint: "Shown on the phone and in the agent view.",
  },
  callbackHandlerAnnouncementId: {
    label: "Played to the member",
    hint: "The member hears this while the customer is being called.",
  },
  callbackOfferAnnouncementId: {
    label: "Played when offering",
  },
  offerWhenWaitingMoreThan: {
    label: "More callers waiting than",
  },
  offerWhenLongestWaitMinutes: {
    label: "Longest wait reaches",
  },
  offerWhenEstimatedWaitMinutes: {
    label: "Estimated wait exceeds",
  },
  offerAfterOpenMinutes: {
    label: "Offer only after open for",
    hint: "0 = from the start. Always limits, even when a condition is met.",
  },
  stopBeforeCloseMinutes: {
    label: "Stop before closing",
    hint: "0 = offered until closing.",
  },
  alwaysOpen: {
    label: "Always open",
  },
  weekly: {
    label: "Weekly hours",
    hint: "Two ranges on a day make a break. A range that ends before it starts goes over midnight.",
  },
  exceptions: {
    label: "Exceptions",
    hint: "A day without hours is closed all day.",
  },
  closedOnHolidays: {
    label: "Closed on public holidays",
  },
  manual: {
    label: "State now",
    hint: "A state chosen by hand beats the hours until it is set back to automatic.",
  },
  serveAfterCloseMinutes: {
    label: "Serve those waiting after closing",
    hint: "0 = those waiting go to the closed destination at once.",
  },
  closedDestinations: {
    label: "Where calls go when closed",
  },
};
