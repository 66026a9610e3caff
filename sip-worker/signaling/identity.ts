/** What we say of ourselves in SIP. No version: it would only help those who look for old ones. */
export const serverName = "Jono";
/** RFC 4028: 30 minutes, refreshed by us (the edge does it). */
export const sessionSeconds = 1800;
export const allow = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, NOTIFY, PRACK";
