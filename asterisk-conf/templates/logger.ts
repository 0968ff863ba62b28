/**
 * logger.conf: warnings and errors, and refused strangers in a file of their own for fail2ban and the like. Notices and
 * verbose lines are left out: they carry callers' numbers (R9.5).
 */
export const renderLogger = (): string => `[general]
dateformat = %F %T.%3q
appendhostname = no

[logfiles]
messages.log => warning,error
security.log => security
`;
