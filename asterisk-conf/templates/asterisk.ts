import type { AsteriskPlaces } from '../settings.ts';

/** asterisk.conf: its own folders for each instance; modules and data stay where this Asterisk was built to have them. */
export const renderAsterisk = (places: AsteriskPlaces): string => `[directories]
astetcdir => ${places.configuration}
astvarlibdir => ${places.library}
astdbdir => ${places.library}
astkeydir => ${places.library}
astcachedir => ${places.library}/cache
astspooldir => ${places.spool}
astrundir => ${places.run}
astlogdir => ${places.log}

[options]
nocolor = yes
verbose = 0
debug = 0
; Silence is sent while a leg waits, so that firewalls keep the way open and far sides do not give up.
transmit_silence = yes
; Functions that touch files or the shell stay out of reach of anything that comes over the network.
live_dangerously = no
`;
