/** What we say of ourselves in SIP. No version: it would only help those who look for old ones. */
export const serverName = "Jono";
export const allow = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, NOTIFY, PRACK";
