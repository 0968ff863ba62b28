/**
 * sorcery.conf: bans of SIP strangers live in Asterisk's memory, so that ARI sets and lifts each by itself and at once;
 * in pjsip.conf each would have every phone read anew. They are gone with Asterisk, and with it the guard that counts.
 */
export const renderSorcery = (): string => `[acl]
acl = memory
`;
