/** What each role may do. Which of the organisation's things an actor sees is decided in the repositories. */
import type { Actor } from "../domain/actor.ts";

export type Permission = (actor: Actor) => boolean;

const administrator: Permission = (actor) => actor.role === "administrator";
const supervising: Permission = (actor) => actor.role !== "member";
const anyone: Permission = () => true;

export const seeGroups = supervising;
export const editGroups = administrator;
export const seeUsers = supervising;
export const editUsers = administrator;
export const seeNumbers = administrator;
export const editNumbers = administrator;
export const seeAnnouncements = supervising;
export const editAnnouncements = administrator;
export const seeMenus = supervising;
export const editMenus = administrator;
export const seeBillingAccounts = administrator;
export const editBillingAccounts = administrator;
export const seeCalls = anyone;
/** Of the calls that one may see: a member's are his own. */
export const seeReports = anyone;
export const seeCallbacks = supervising;
export const cancelCallbacks = supervising;
export const sayCallbackResult = anyone;
export const hearMessages = supervising;
/** Of it what is his: lib/domain/live-visible.ts. */
export const seeLive = anyone;
/** Of the groups that she watches: the worker is told which. */
export const moveWaitingCalls = supervising;
export const watchGroups = supervising;
/** Of the groups that she watches: lib/db/manual-hours.ts, lib/db/alert-limits.ts. */
export const switchHours = supervising;
export const setAlertLimits = supervising;
export const seeTrunks = administrator;
export const editTrunks = administrator;
export const seeSipBans = administrator;
export const liftSipBans = administrator;
export const handlePersonalData = administrator;
export const seeAudit = administrator;
export const editOrganisation = administrator;
export const editWebhooks = administrator;
export const editApiTokens = administrator;
export const changeOwnAccount = anyone;
/** Of calls that he answered, or may see. */
export const noteCalls = anyone;
export const seeOwnDesk = anyone;
/** His own phones; an administrator everyone's. */
export const renewSipPasswords = anyone;
export const changeMemberState = anyone;
export const changeOwnPreferences = anyone;
