import { checkedFolder, checkedWhole } from '../checked-value.ts';
import type { AsteriskPlaces, AsteriskSettings } from '../settings.ts';

/** musiconhold.conf: one class, files in a random order, resampled by nobody (8 kHz files are played as they are). */
export const renderMusic = (
  settings: Pick<AsteriskSettings, 'musicFolder'>,
  places: AsteriskPlaces,
): string => `[default]
mode = files
directory = ${checkedFolder('musicFolder', settings.musicFolder ?? places.music)}
sort = random
`;

export const renderRtp = (rtp: AsteriskSettings['rtp']): string => {
  const from = checkedWhole('rtp.from', rtp.from, 1024, 65000);
  const to = checkedWhole('rtp.to', rtp.to, from + 20, 65535);
  return `[general]
rtpstart = ${from}
rtpend = ${to}
; Only the party that began to send is listened to.
strictrtp = yes
icesupport = no
; Lost packets are counted at each RTCP report, so that two seconds of a call's end may go uncounted.
rtcpinterval = 2000
`;
};
