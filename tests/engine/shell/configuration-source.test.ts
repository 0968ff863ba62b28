import { EventEmitter, once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { Knex } from 'knex';
import { type Logger, pino } from 'pino';
import type { Utterance } from '../../../engine/core/effects.ts';
import type { Instant } from '../../../engine/core/ids.ts';
import { ConfigurationSource, type Configured } from '../../../engine/shell/configuration-source.ts';
import { Sounds } from '../../../engine/shell/sounds.ts';
import { openSoundLibrary } from '../../../prompts/sound-library.ts';
import { convertRecording } from '../../../prompts/studio/convert-recording.ts';
import { studioSoundName } from '../../../prompts/studio/studio-sound.ts';
import { ConfigurationContradiction } from '../../../sql/line/configuration-contradiction.ts';
import { decidePromptVersion } from '../../../sql/prompts/decide-prompt-version.ts';
import { draftPromptVersion } from '../../../sql/prompts/draft-prompt-version.ts';
import { recordPromptDraft } from '../../../sql/prompts/prompt-sound.ts';
import { proposePromptVersion } from '../../../sql/prompts/propose-prompt-version.ts';
import { writeSetting } from '../../../sql/settings/write-setting.ts';
import { withDatabase } from '../../database.ts';
import { sine, studioWave } from '../../prompts/studio/wave.ts';
import { shortFlow } from '../../short-flow.ts';
import { loadTestSample } from '../../sql/sample-fixture.ts';

type Place = {
  readonly db: Knex;
  readonly url: string;
  readonly source: ConfigurationSource;
  readonly folder: string;
  readonly sounds: string;
  /** Each line of the log, as it comes: 'line'. */
  readonly logged: EventEmitter;
  readonly log: Logger;
};

async function withSource(work: (place: Place) => Promise<void>): Promise<void> {
  await withDatabase(async (db, url) => {
    await loadTestSample(db);
    const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-configuration-'));
    const logged = new EventEmitter();
    const log = pino({ level: 'warn' }, { write: (line: string) => void logged.emit('line', line) });
    const sounds = join(folder, 'sounds');
    try {
      await work({ db, url, source: new ConfigurationSource(db, folder, sounds, log), folder, sounds, logged, log });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

/** As if it had never been approved. */
const unapprove = (db: Knex, prompt_key: string, language: string) =>
  db('prompt_version').where({ prompt_key, language }).delete();

/** A new version through all its hands; with `wave` its studio recording. Answers its id. */
async function approve(db: Knex, key: string, text: string, wave?: Buffer): Promise<string> {
  const id = await draftPromptVersion(db, { key, language: 'sl', text, by: 'nadzornik' });
  if (wave !== undefined) {
    const converted = await convertRecording(wave);
    if (!converted.ok) throw new Error(converted.problem);
    await recordPromptDraft(db, id, converted.recording);
  }
  await proposePromptVersion(db, id, 'nadzornik', 1000 as Instant);
  await decidePromptVersion(db, id, { state: 'approved', by: 'narocnik', at: 2000 as Instant, comment: '' });
  return id;
}

test('[R1.9] a flow with a prompt that is not approved is refused, naming prompt, language and node', async (t) => {
  await withSource(async ({ db, source, folder }) => {
    await unapprove(db, 'welcome', 'sl');
    await unapprove(db, 'consent', 'sl');
    const error = await t.throwsAsync(source.read(), { instanceOf: ConfigurationContradiction });
    t.regex(error.message, /prompt_version "welcome" in "sl": expected an approved version, because node "language"/);
    t.regex(error.message, /prompt_version "consent" in "sl": expected an approved version, because node "consent"/);
    t.deepEqual(await readdir(folder), [], 'what was refused is not kept for the next start either');
  });
});

test('[R1.9] [R1.4] a flow that leads nowhere is refused, naming the node and what was expected', async (t) => {
  await withSource(async ({ db, source }) => {
    const { queue: _queue, ...nodes } = shortFlow.nodes;
    await writeSetting(db, 'flow', { ...shortFlow, nodes });
    await t.throwsAsync(source.read(), {
      instanceOf: ConfigurationContradiction,
      message: /setting flow, node "consentRefused": leads to "queue", which is not a node: expected the name of one/,
    });
  });
});

test('[R1.3] a second language with a text missing is withdrawn, and the log says so', async (t) => {
  await withSource(async ({ db, source, logged }) => {
    await unapprove(db, 'consent', 'en');
    const warned = once(logged, 'line');
    const { configuration } = await source.read();
    t.false(JSON.stringify(configuration.flow).includes('"en"'));
    t.regex(String(await warned), /"languages":\["en"\]/);
  });
});

test('[R1.9] [R9.2] a change that takes a needed prompt away is refused and the configuration before stays', async (t) => {
  await withSource(async ({ db, url, source, logged }) => {
    const first = await source.read();
    const changes = new EventEmitter();
    const following = await source.follow(
      url,
      async (configured) => void changes.emit('changed', configured),
      () => changes.emit('judged'),
    );
    try {
      t.is(source.view.refused, null);
      const refused = once(logged, 'line');
      const judged = once(changes, 'judged');
      await unapprove(db, 'closedUntil', 'sl');
      await judged;
      t.is(source.view.refused?.problems[0]?.row, 'prompt_version "closedUntil" in "sl"');
      t.regex(String(await refused), /closedUntil.*the one before stays|the one before stays.*closedUntil/);
      const taken = once(changes, 'changed');
      const id = await approve(db, 'closedUntil', 'Zaprto je. Odpremo {odprtje}.');
      const [configured] = (await taken) as [Configured];
      t.is(configured.configuration.prompts.sl.closedUntil as string | undefined, id);
      t.not(configured.configuration.version, first.configuration.version);
      t.is(source.view.refused, null);
    } finally {
      await following.close();
    }
  });
});

const saying = ({ configuration }: Configured, prompt: 'welcome' | 'consent'): Utterance => ({
  prompt,
  language: 'sl',
  versionId: configuration.prompts.sl[prompt]!,
  values: {},
});

test('[R1.9] an approved studio recording plays in place of the synthesis, and is on disk before it is used', async (t) => {
  await withSource(async ({ db, source, sounds: folder, log }) => {
    await approve(db, 'welcome', 'Dober dan.', studioWave(sine(700, 1, 0.3)));
    const configured = await source.read();
    const checksum = configured.prompts.find(({ recording }) => recording === 'studio')?.soundChecksum ?? '';
    const file = `${studioSoundName(checksum)}.wav`;
    t.deepEqual(await readdir(folder), [file]);
    const library = openSoundLibrary({ folder });
    try {
      const sounds = new Sounds(library, { folder, uriPrefix: 'sound:/there/' }, log);
      const few = configured.prompts.filter(({ key, language }) => /welcome|consent$/.test(key) && language === 'sl');
      await sounds.learn({ ...configured, prompts: few });
      t.deepEqual(await sounds.mediaOf(saying(configured, 'welcome')), [`sound:/there/${studioSoundName(checksum)}`]);
      t.regex(String(await sounds.mediaOf(saying(configured, 'consent'))), /^sound:\/there\/sl-[0-9a-f]{24}$/);
      t.is((await readdir(folder)).filter((name) => name.startsWith('sl-')).length, 1, 'nothing is synthesised for it');
    } finally {
      await library.close();
    }
  });
});

test('[R9.2] a recording that the disk lost comes back with the configuration; without a database its words are spoken', async (t) => {
  await withSource(async ({ db, source, sounds: folder, logged, log }) => {
    await approve(db, 'welcome', 'Dober dan.', studioWave(sine(700, 1, 0.3)));
    const configured = await source.read();
    const [file = ''] = await readdir(folder);
    await writeFile(join(folder, file), 'torn');
    const library = openSoundLibrary({ folder });
    try {
      const sounds = new Sounds(library, { folder, uriPrefix: '' }, log);
      const welcome = configured.prompts.filter(({ recording }) => recording === 'studio');
      const told = once(logged, 'line');
      await sounds.learn({ ...configured, prompts: welcome });
      t.regex(String(await told), /not on this disk/);
      t.regex(String(await sounds.mediaOf(saying(configured, 'welcome'))), /^sl-/);
      await source.read();
      await sounds.learn({ ...configured, prompts: welcome });
      t.deepEqual(await sounds.mediaOf(saying(configured, 'welcome')), [file.slice(0, -'.wav'.length)]);
    } finally {
      await library.close();
    }
  });
});
