import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AsteriskInstance } from '../../../../asterisk-conf/start.ts';
import { openSoundLibrary } from '../../../../prompts/sound-library.ts';
import { openBenchAsterisk } from './asterisk.ts';
import { welcomeText } from './database.ts';
import { phonesOf } from './phones.ts';
import { openSippPhones, type PhoneTimes } from './sipp-phones.ts';

/**
 * The reference: the same Asterisk with the same phones, and its own app_queue in place of our engine. It does what a
 * call of ours gets: answer, prompt, queue with music, the ring of the longest idle, the talk, and one record of it all,
 * which is Asterisk's own, in a file.
 */
export type QueueLine = {
  readonly asterisk: AsteriskInstance;
  readonly phoneMessages: string;
};

export async function openQueueLine(
  { agents, phones: times }: { readonly agents: number; readonly phones: PhoneTimes },
  opened: AsyncDisposableStack,
): Promise<QueueLine> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-bench-queue-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const accounts = phonesOf(agents);
  // Its record of a call is Asterisk's own; ours is the engine's.
  const asterisk = await openBenchAsterisk(
    { dataFolder: join(folder, 'asterisk'), phones: accounts, callRecords: true },
    opened,
  );
  const library = openSoundLibrary({ folder: asterisk.soundsFolder });
  const welcome = { language: 'sl', text: welcomeText } as const;
  await library.prepare([welcome]);
  await library.close();
  const sound = `${asterisk.soundUriPrefix.replace(/^sound:/, '')}${library.nameOf(welcome)}`;
  const configuration = join(folder, 'asterisk', 'etc');
  await writeFile(join(configuration, 'queues.conf'), queues(accounts.map(({ username }) => username)));
  await writeFile(join(configuration, 'extensions.conf'), extensions(sound));
  // The product's plan has loaded the module, with a queue of its own.
  await asterisk.command('module load app_queue.so');
  await asterisk.command('queue reload all');
  await asterisk.command('dialplan reload');
  const phones = await openSippPhones({ sip: asterisk.sip, accounts, ...times, folder }, opened);
  await allReachable(asterisk, agents);
  return { asterisk, phoneMessages: phones.messages };
}

/** As the sample's queue is: the longest idle is rung, at once, and nothing is said while one waits. */
const queues = (users: readonly string[]): string => `[general]
persistentmembers = no
autofill = yes
shared_lastcall = no

[narocanje]
strategy = leastrecent
timeout = 20
retry = 1
wrapuptime = 0
ringinuse = no
joinempty = yes
leavewhenempty = no
announce-frequency = 0
announce-position = no
${users.map((user) => `member => PJSIP/${user}`).join('\n')}
`;

const extensions = (sound: string): string => `[from-trunk]
exten => _X!,1,Answer()
 same => n,Playback(${sound})
 same => n,Queue(narocanje)
 same => n,Hangup(16)

[from-phones]
exten => _X!,1,Hangup(21)
`;

async function allReachable(asterisk: AsteriskInstance, count: number): Promise<void> {
  for (;;) {
    const shown = await asterisk.command('queue show narocanje');
    if (shown.match(/\(Not in use\)/g)?.length === count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
