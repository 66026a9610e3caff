import type { SettingHelp, SettingKey } from "../settings.ts";

export const settingHelp: Record<SettingKey, SettingHelp> = {
  type: {
    does: "Says how the group works. A customer service group queues calls and shares them among its members.",
  },
  name: {
    does: "The group's name in lists, in the live view and on the members' phones.",
    example: "Customer service",
  },
  language: {
    does: "In which language the caller hears system prompts such as the position in the queue.",
  },
  billingAccountId: {
    does: "The account charged for calls that leave the service: overflow to an outside number, mobile devices and callbacks.",
    zero: "No billing ID: calls are recorded without one.",
  },
  numberId: {
    does: "The number callers dial. 8000 to 8099 are test numbers: only the organisation's own phones can call them.",
    example: "8005 for a trial, an 0800 number for customers",
  },
  hideFromDirectory: {
    does: "The number is not in the users' contact list. It can still be called.",
  },
  allowNumberPresentation: {
    does: "Members may show the group's number as their own on outgoing calls.",
  },
  presentedNumber: {
    does: "Which number a member's mobile shows when a group call rings.",
  },
  numberTag: {
    does: "Adds a tag to the caller's number by which the member knows a group call.",
    example: "Suffix *1: 020457623*1",
  },
  maxWaitSeconds: {
    does: "When a caller has waited this long, the call goes elsewhere. A ring in progress may end.",
    zero: "No limit = waiting goes on until someone answers or the caller hangs up.",
    example: "600 s (10 min)",
  },
  maxAttempts: {
    does: "After this many rounds in vain the call goes elsewhere.",
    zero: "No limit = ringing goes on as long as the wait.",
    example: "12",
  },
  maxWaiting: {
    does: "When this many wait, the next call goes elsewhere. Talking calls and callbacks do not count.",
    zero: "0 = nobody waits. No limit = everyone waits.",
    example: "20 when six people answer",
  },
  noAgentsDestination: {
    does: "Where a call goes when nobody is logged in with a reachable device. Busy and wrap-up are not absence.",
  },
  overflowDestination: {
    does: "Where a call goes when the queue's limit or the longest time is met.",
  },
  members: {
    does: "Users who are offered the group's calls while logged in.",
  },
  supervisors: {
    does: "Who may watch the group and log its members in and out.",
  },
  ringInOrder: {
    does: "Calls are offered in the ring order. Members without an order ring last.",
    zero: "Off: calls are offered in random order.",
  },
  skillBased: {
    does: "Best skill level first. The next level follows as soon as nobody better is free.",
  },
  longestIdle: {
    does: "Among members of the same level the one idle the longest gets the call.",
    zero: "Off: a random one among equals.",
  },
  presenceAffects: {
    does: "A red presence stops calls though the member is logged in.",
  },
  devices: {
    does: "Which of a member's devices ring for group calls.",
  },
  ringSimultaneously: {
    does: "This many members are rung together. If one declines, the next rings at once.",
    example: "1 = one at a time",
  },
  wrapUpSeconds: {
    does: "Gives the member time to make notes before the next call.",
    zero: "0 = the next call may come at once.",
    example: "90 s",
  },
  ringSeconds: {
    does: "How long one member's phones ring. Then the next, or back to the queue with the place kept.",
    example: "20 s is about five rings",
  },
  logoutAfterMissed: {
    does: "The member is logged out of the group after this many unanswered calls in a row.",
    zero: "No limit = never logged out.",
    example: "3",
  },
  queueEntryAnnouncementId: {
    does: "What the caller hears first in the queue.",
    zero: "None: music starts at once.",
  },
  holdAudioId: {
    does: "The music or announcement a caller hears while waiting.",
    zero: "The default music comes with Jono.",
  },
  progressAnnouncementId: {
    does: "An announcement that interrupts the music at intervals.",
  },
  progressIntervalSeconds: {
    does: "At which intervals the progress announcement, position and estimated wait are spoken.",
    zero: "0 = never.",
    example: "45 s",
  },
  playRingback: {
    does: "The caller hears ringing while a member is rung.",
    zero: "Off: hold music goes on.",
  },
  announcePosition: {
    does: "The caller hears his place in the queue. Callbacks count.",
  },
  announceWait: {
    does: "The caller hears an estimate of the wait in minutes.",
  },
  callbackEnabled: {
    does: "A waiting caller can ask for a callback with key 1. The place in the queue is kept.",
  },
  callbackRingSeconds: {
    does: "How long the customer's phone rings in one attempt.",
    zero: "0 = callback is off.",
    example: "30 s",
  },
  callbackAttempts: {
    does: "How many times the customer is called at most.",
    zero: "0 = callback is off.",
    example: "3",
  },
  callbackValidityMinutes: {
    does: "After this the customer is not called any more. Never outside opening hours.",
    zero: "0 = callback is off.",
    example: "480 min (8 h)",
  },
  callbackMetadata: {
    does: "A text that tells the member the call is a callback.",
    zero: "Empty = only the customer's number.",
    example: "Callback / customer service",
  },
  callbackHandlerAnnouncementId: {
    does: "Tells the member that this is a callback.",
  },
  callbackOfferAnnouncementId: {
    does: "Asks the caller to press key 1.",
    zero: 'Default: "If you like, we will call you back… Press one."',
  },
  offerWhenWaitingMoreThan: {
    does: "Condition. Offered when more than this many wait, the caller not counted.",
    zero: "0 = condition off.",
    example: "5",
  },
  offerWhenLongestWaitMinutes: {
    does: "Condition. Offered when the oldest live caller has waited this long.",
    zero: "0 = condition off.",
    example: "3 min",
  },
  offerWhenEstimatedWaitMinutes: {
    does: "Condition. Offered when the estimated wait is longer than this.",
    zero: "0 = condition off.",
    example: "8 min",
  },
  offerAfterOpenMinutes: {
    does: "Callback is not offered in the first minutes of the day.",
    zero: "0 = from opening.",
    example: "30 min",
  },
  stopBeforeCloseMinutes: {
    does: "Offering ends this long before closing, so that requests can be handled.",
    zero: "0 = offered until closing.",
    example: "30 min",
  },
  alwaysOpen: {
    does: "The group takes calls at all times.",
  },
  weekly: {
    does: "When the group is open on the days of the week.",
  },
  exceptions: {
    does: "Single days with other hours.",
  },
  closedOnHolidays: {
    does: "The group is closed on Finnish public holidays without an entry of their own.",
  },
  manual: {
    does: "Opens or closes the group at once whatever the hours.",
  },
  serveAfterCloseMinutes: {
    does: "How long those waiting at closing time are still served.",
    zero: "0 = not at all.",
    example: "15 min",
  },
  closedDestinations: {
    does: "Each reason for being closed can have its own destination. Those already waiting go there when they are no longer served.",
    example: "In an emergency, an announcement about the fault",
  },
};
