/** What a member dials on his phone instead of using the portal: 1 begins, 0 ends. The organisation's own users only. */
export const starCodes = {
  "*71": "logIn",
  "*70": "logOut",
  "*81": "pause",
  "*80": "resume",
  "*91": "extendWrapUp",
  "*90": "finishWrapUp",
  "*00": "tellState",
} as const;
export type StarCode = keyof typeof starCodes;
export type StarAction = (typeof starCodes)[StarCode];

/** A star and digits, whether or not it means something. */
export const isStarDialling = (dialled: string): boolean => /^\*[0-9*]{1,8}$/.test(dialled);

export const starAction = (dialled: string): StarAction | null =>
  Object.hasOwn(starCodes, dialled) ? starCodes[dialled as StarCode] : null;
