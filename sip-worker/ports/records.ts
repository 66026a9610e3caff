/** Where facts go that must outlive the worker. Writing never makes a call wait. */
import type { CallWrite } from "../../lib/domain/call-record.ts";
import type { CallbackWrite } from "../../lib/domain/callback.ts";
import type { Presence } from "../../lib/domain/live.ts";
import type { MessageWrite } from "../../lib/domain/message.ts";

export interface Records {
  call(write: CallWrite): void;
  callback(write: CallbackWrite): void;
  message(write: MessageWrite): void;
  login(groupId: string, userId: string, loggedIn: boolean): void;
  personalState(
    userId: string,
    state: { paused: boolean; pauseReason: string | null; presence: Presence; presenceName: string | null },
  ): void;
  /** Whether all that was told so far has been written: false when the database does not take it now. */
  written(): Promise<boolean>;
}
