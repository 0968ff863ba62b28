/**
 * Files of Asterisk's core that it complains about when they are absent. Their defaults are right for us, but a log
 * that begins with errors teaches people not to read it.
 */
export const renderUnused = (): [string, string][] => [
  ['acl.conf', nothing],
  ['ccss.conf', general],
  ['features.conf', general],
  ['pjproject.conf', startup],
  ['udptl.conf', general],
  ['websocket_client.conf', nothing],
  ['indications.conf', indications],
];

const nothing = '; Nothing is configured here.\n';
const general = '[general]\n';
const startup = '[startup]\ntype = startup\nlog_level = 0\n';

/** Slovenian tones, ITU-T E.180 supplement 2. */
const indications = `[general]
country = si

[si]
description = Slovenia
ringcadence = 1000,4000
dial = 425/200,0/300,425/700,0/800
busy = 425/500,0/500
ring = 425/1000,0/4000
congestion = 425/250,0/250
callwaiting = 425/300,0/10000
dialrecall = 425/400,0/40
record = 1400/500,0/15000
info = !950/330,!1400/330,!1800/330,0
stutter = 425/400,0/40
`;
