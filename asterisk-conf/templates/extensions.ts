import { checkedName, checkedNumber, checkedSound, checkedWhole } from '../checked-value.ts';
import type { AsteriskPlaces, AsteriskSettings } from '../settings.ts';

type Settings = Pick<AsteriskSettings, 'application' | 'number' | 'aliases' | 'waitPrompt' | 'withoutEngine'>;

/**
 * extensions.conf: every call goes to the engine, and only there; there is no Dial in it, so nothing that a caller or
 * a phone dials can reach a trunk (R9.4). When the engine is away, calls to our number are answered, hear the approved
 * wait prompt and music, and knock again until it is back (R9.2). UE_ARRIVED keeps the true arrival, in seconds.
 *
 * NOTE: no pattern here matches "h" alone: Asterisk runs that extension after a hang-up.
 */
export const renderExtensions = (settings: Settings, places: AsteriskPlaces): string => {
  const application = checkedName('application', settings.application);
  const retry = checkedWhole('withoutEngine.retrySeconds', settings.withoutEngine.retrySeconds, 1, 60);
  const every = checkedWhole('withoutEngine.promptEverySeconds', settings.withoutEngine.promptEverySeconds, 5, 600);
  const prompt =
    settings.waitPrompt === null ? null : `${places.sounds}/${checkedSound('waitPrompt', settings.waitPrompt)}`;
  const anything = ['_X!', '_[+*#a-zA-Z].'];
  const toEngine = (pattern: string): string => `exten => ${pattern},1,Set(UE_ARRIVED=\${EPOCH})
 same => n,Set(CHANNEL(hangup_handler_push)=measured,s,1)
 same => n,Stasis(${application},trunk,\${UE_TRUNK},\${EXTEN})
 same => n,GotoIf($["\${STASISSTATUS}" = "FAILED"]?without-engine,\${EXTEN},1)
 same => n,Hangup(16)
`;
  return `[general]
static = yes
writeprotect = yes
clearglobalvars = yes

[from-trunk]
${anything.map(toEngine).join('')}
[from-phones]
; Feature codes are the engine's; a phone can dial nothing else.
${['_*1X', '_*1XX'].map((pattern) => toFeature(pattern, application)).join('')}${anything.map(refuse(21)).join('')}
[without-engine]
${ourNumbers(settings).map(toWaiting).join('')}; Not our number: rejected as the engine would (R1.1).
${anything.map(refuse(1)).join('')}
[measured]
; Runs as a leg ends, whoever ends it: its loss and jitter for the engine (R2.10). The engine's own legs name it too.
exten => s,1,UserEvent(LegMeasured,rtp: \${CHANNEL(rtcp,all,audio)})
 same => n,Return()

[waiting]
exten => s,1,Answer()
 same => n,Set(UE_PROMPTED=0)
${waitingLoop({ application, prompt, retry, every })}`;
};

const toFeature = (pattern: string, application: string): string => `exten => ${pattern},1,Set(UE_ARRIVED=\${EPOCH})
 same => n,Stasis(${application},phone,\${UE_PHONE},\${EXTEN})
 same => n,Hangup(\${IF($["\${STASISSTATUS}" = "FAILED"]?38:16)})
`;

const refuse =
  (cause: number) =>
  (pattern: string): string =>
    `exten => ${pattern},1,Hangup(${cause})\n`;

const toWaiting = (number: string): string => `exten => ${number},1,Set(UE_CALLED=\${EXTEN})
 same => n,Goto(waiting,s,1)
`;

const ourNumbers = (settings: Settings): string[] => {
  const number = checkedNumber('number', settings.number);
  const aliases = settings.aliases.map((alias, index) => checkedNumber(`aliases[${index}]`, alias));
  const digits = number.replace('+', '');
  return [...new Set([digits, `+${digits}`, `00${digits}`, ...aliases])];
};

type Loop = { application: string; prompt: string | null; retry: number; every: number };

/** Music that cannot be played ends at once; the wait after it keeps the loop from spinning. */
const waitingLoop = ({ application, prompt, retry, every }: Loop): string => {
  const say =
    prompt === null
      ? ''
      : ` same => n,GotoIf($[\${EPOCH} - \${UE_PROMPTED} < ${every}]?music)
 same => n,Set(UE_PROMPTED=\${EPOCH})
 same => n,GotoIf($["\${STAT(e,${prompt}.wav)}" = "0"]?music)
 same => n,Playback(${prompt})
`;
  return ` same => n(again),NoOp()
${say} same => n(music),Set(UE_TRIED=\${EPOCH})
 same => n,MusicOnHold(default,${retry})
 same => n,GotoIf($[\${EPOCH} > \${UE_TRIED}]?knock)
 same => n,Wait(${retry})
 same => n(knock),Stasis(${application},trunk,\${UE_TRUNK},\${UE_CALLED})
 same => n,GotoIf($["\${STASISSTATUS}" = "FAILED"]?again)
 same => n,Hangup(16)
`;
};
