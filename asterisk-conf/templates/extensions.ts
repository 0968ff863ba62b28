import { checkedName, checkedNumber, checkedSound, checkedWhole } from '../checked-value.ts';
import type { AsteriskPlaces, AsteriskSettings } from '../settings.ts';
import { queueSteps, renderQueueContexts } from './queue-without-engine.ts';

type Settings = Pick<AsteriskSettings, 'application' | 'number' | 'aliases' | 'waitPrompt' | 'withoutEngine'>;

/**
 * extensions.conf: every call goes to the engine, and only there; there is no Dial in it, so nothing that a caller or
 * a phone dials can reach a trunk (R9.4). When the engine is away, calls to our number are answered, hear the approved
 * wait prompt and music, and knock again until it is back (R9.2); if it stays away, signed-in phones ring
 * (queue-without-engine.ts). UE_ARRIVED keeps the true arrival, in seconds.
 *
 * Each step of the plan costs a snapshot of the channel that goes to all who listen, as much as a request of the
 * engine; so what can be said in one step is.
 *
 * The patterns take whatever begins with a printable character, so that it is recorded (R1.1). What was dialled is a
 * stranger's text: it stands in no argument of an application before it is rid of what the dialplan itself reads there
 * (commas, quotes, brackets, colons).
 *
 * NOTE: no pattern here matches "h" alone: Asterisk runs that extension after a hang-up, and one of its own would not
 * keep it from the pattern, which is asked for each priority anew.
 */
export const renderExtensions = (settings: Settings, places: AsteriskPlaces): string => {
  const application = checkedName('application', settings.application);
  const retry = checkedWhole('withoutEngine.retrySeconds', settings.withoutEngine.retrySeconds, 1, 60);
  const every = checkedWhole('withoutEngine.promptEverySeconds', settings.withoutEngine.promptEverySeconds, 5, 600);
  const after = checkedWhole('withoutEngine.queueAfterSeconds', settings.withoutEngine.queueAfterSeconds, 1, 3_600);
  const prompt =
    settings.waitPrompt === null ? null : `${places.sounds}/${checkedSound('waitPrompt', settings.waitPrompt)}`;
  return `[general]
static = yes
writeprotect = yes
clearglobalvars = yes

[from-trunk]
${anything.map((pattern) => toEngine(pattern, application)).join('')}
[from-phones]
; Feature codes are the engine's; a phone can dial nothing else.
${['_*1X', '_*1XX'].map((pattern) => toFeature(pattern, application)).join('')}${refuse(21)}
[without-engine]
${ourNumbers(settings).map(toWaiting).join('')}; Not our number: rejected as the engine would (R1.1).
${refuse(1)}
[waiting]
; Also the way of callers whom the engine leaves here while Asterisk half hangs; they may come again and again.
exten => s,1,Gosub(taken,1)
${waitingLoop({ application, prompt, retry, every, after })}; Callers of the engine's who have waited for another one long enough (main/stranded-callers.ts). It may have come while they
; left, and then counts on them: it is asked at once, before anything is heard or anybody rung.
exten => stranded,1(queue),Set(UE_AWAY_SINCE=1)
 same => n,Gosub(taken,1)
 same => n,Goto(s,knock)
exten => taken,1,GotoIf($["\${UE_TOLD}" != ""]?answer)
 same => n,Set(UE_TOLD=0)
 same => n,Set(CHANNEL(hangup_handler_push)=unseen,s,1)
 same => n(answer),Answer()
 same => n,Set(UE_PROMPTED=\${IF($["\${UE_PROMPTED}" = ""]?0:\${UE_PROMPTED})})
 same => n,Set(UE_AWAY_SINCE=\${IF($["\${UE_AWAY_SINCE}" = ""]?\${EPOCH}:\${UE_AWAY_SINCE})})
 same => n,Return()
${renderQueueContexts(`${places.spool}/recording`)}`;
};

/** What FILTER lets pass: letters, digits and + * # - . _ @ ~ % = / ? and the apostrophe. */
const harmless = '0-9A-Za-z\\x2b\\x2a\\x23\\x2d\\x2e\\x5f\\x40\\x7e\\x25\\x3d\\x2f\\x3f\\x27';

/** Two characters and more, or one that is no letter. */
const anything = ['_[!-~].', '_[!-@]'];

/** What is called; a mark at the end says that something was taken out of it, and keeps it from being our number by that. */
const called = `\${FILTER(${harmless},\${EXTEN})}\${IF($[\${LEN(\${FILTER(${harmless},\${EXTEN})})} = \${LEN(\${EXTEN})}]?:!)}`;

const toEngine = (
  pattern: string,
  application: string,
): string => `exten => ${pattern},1,MSet(UE_ARRIVED=\${EPOCH},UE_CALLED=${called})
 same => n,GotoIf($["\${CALLERID(num-pres):0:6}\${FILTER(a-z,\${PJSIP_HEADER(read,Privacy)})}" : "allowe(none)?$"]?engine)
; Withheld: the network says the number all the same, and it is nobody's to see (RFC 3325 §9.3).
 same => n,Set(CALLERID(all)=)
 same => n(engine),Stasis(${application},trunk,\${UE_TRUNK},\${UE_CALLED},\${UE_ARRIVED})
 same => n,GotoIf($["\${STASISSTATUS}" = "FAILED"]?away)
 same => n,Hangup(16)
 same => n(away),Goto(without-engine,\${UE_CALLED},1)
`;

const toFeature = (
  pattern: string,
  application: string,
): string => `exten => ${pattern},1,Stasis(${application},phone,\${UE_PHONE},\${EXTEN})
 same => n,Hangup(\${IF($["\${STASISSTATUS}" = "FAILED"]?38:16)})
`;

const refuse = (cause: number): string =>
  anything.map((pattern) => `exten => ${pattern},1,Hangup(${cause})\n`).join('');

const toWaiting = (number: string): string => `exten => ${number},1,Goto(waiting,s,1)
`;

const ourNumbers = (settings: Settings): string[] => {
  const number = checkedNumber('number', settings.number);
  const aliases = settings.aliases.map((alias, index) => checkedNumber(`aliases[${index}]`, alias));
  return [...new Set([number, ...aliases])];
};

type Loop = { application: string; prompt: string | null; retry: number; every: number; after: number };

/** Music that cannot be played ends at once; the wait after it keeps the loop from spinning. */
const waitingLoop = ({ application, prompt, retry, every, after }: Loop): string => {
  const say =
    prompt === null
      ? ''
      : ` same => n,GotoIf($[\${EPOCH} - \${UE_PROMPTED} < ${every}]?said)
 same => n,Set(UE_PROMPTED=\${EPOCH})
 same => n,GotoIf($["\${STAT(e,${prompt}.wav)}" = "0"]?said)
 same => n,Playback(${prompt})
`;
  return ` same => n(again),NoOp()
${say} same => n(said),NoOp()
${queueSteps(after)} same => n(music),Set(UE_TRIED=\${EPOCH})
 same => n,MusicOnHold(default,${retry})
 same => n,GotoIf($[\${EPOCH} > \${UE_TRIED}]?knock)
 same => n,Wait(${retry})
 same => n(knock),Stasis(${application},trunk,\${UE_TRUNK},\${UE_CALLED},\${UE_ARRIVED})
 same => n,GotoIf($["\${STASISSTATUS}" = "FAILED"]?again)
 same => n,Hangup(16)
`;
};
