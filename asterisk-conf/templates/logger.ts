/**
 * logger.conf: warnings and errors, and refused strangers in a file of their own, which the guard follows. Notices and
 * verbose lines are left out: they carry callers' numbers (R9.5). A log that was put aside ends in ".0", the one before
 * it in ".1".
 */
export const renderLogger = (): string => `[general]
dateformat = %F %T.%3q
appendhostname = no
rotatestrategy = rotate

[logfiles]
messages.log => warning,error
security.log => security
`;
