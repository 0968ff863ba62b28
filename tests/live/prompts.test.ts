import test from 'ava';
import pino from 'pino';
import type { EngineEvent } from '../../engine/core/events.ts';
import { secondsOfTone } from '../../main/demonstration/sound.ts';
import { withCaller } from '../../main/demonstration/test-phone.ts';
import { startWeb } from '../../web/start.ts';
import { sine, studioWave } from '../prompts/studio/wave.ts';
import { until } from '../until.ts';
import { sendForm } from '../web/fixture/upload.ts';
import { type Visitor, visit } from '../web/fixture/visitor.ts';
import type { TestUser } from '../web/fixture/web.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';

type Office = { readonly url: string; signedIn(user: TestUser): Promise<Visitor> };

async function withOffice(line: LiveLine, work: (office: Office) => Promise<void>): Promise<void> {
  const web = await startWeb({
    databaseUrl: line.databaseUrl,
    door: line.door,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1',
    recording: { folder: line.recordingsFolder, keyFile: line.keyFile },
    promptSoundsFolder: `${line.folder}/prompt-sounds`,
    sessionSecret: 'a secret of live tests, long enough',
    mail: { smtpUrl: null, from: 'test@example.si', reportsTo: [] },
    log: pino({ level: 'silent' }),
  });
  try {
    await work({
      url: web.url,
      async signedIn(user) {
        const visitor = visit(web);
        await visitor.signIn(user, { geslo: `password-of-${user}` });
        return visitor;
      },
    });
  } finally {
    await web.close();
  }
}

/** A studio recording of this tone, sent, proposed and approved on the pages. Answers the version. */
async function approveTone(line: LiveLine, office: Office, hertz: number): Promise<string> {
  const bytes = studioWave(sine(hertz, 2, 0.3));
  const fields = { besedilo: hertz > 1_500 ? 'Visoki ton.' : 'Nizki ton.', dejanje: 'predlagaj' };
  const sent = await sendForm(office, await office.signedIn('nadzornik'), '/besedila/welcome/sl', fields, { bytes });
  if (sent.status !== 303) throw new Error(`The proposal was answered with ${sent.status}.`);
  const { id } = await line.db('prompt_version').where({ prompt_key: 'welcome', state: 'proposed' }).first('id');
  const approved = await (await office.signedIn('narocnik')).post(`/besedila/razlicica/${id}/odobri`);
  if (approved.status !== 303) throw new Error(`The approval was answered with ${approved.status}.`);
  return id;
}

/** The Slovene welcome of each configuration that the engine took, in order. */
async function welcomesTaken({ db }: LiveLine): Promise<readonly (string | undefined)[]> {
  const rows = await db('journal_event').orderBy('sequence').select<{ event: EngineEvent }[]>('event');
  return rows.flatMap(({ event }) =>
    event.type === 'ConfigurationLoaded' ? [event.configuration.prompts.sl.welcome] : [],
  );
}

async function taken(line: LiveLine, version: string): Promise<void> {
  await until('the engine took the approved version', async () => (await welcomesTaken(line)).at(-1) === version);
}

const caller = (line: LiveLine) => ({ sip: line.asterisk.sip, from: '041123456', to: '015551234' });

test('[R1.9] the next caller hears the uploaded recording, without restart; no contradiction reaches a caller', async (t) => {
  await withLiveLine(async (line) => {
    await withOffice(line, async (office) => {
      await withCaller({ ...caller(line), hangUpAfterMs: 2_500 }, async (call) => {
        const { heard } = await call.ended;
        t.is(secondsOfTone(heard, 1_300), 0, 'the synthesised welcome has no tone');
      });

      const first = await approveTone(line, office, 1_300);
      await taken(line, first);
      await withCaller(caller(line), (call) => call.media.hears(1_300, 1_500));

      // An operator's hand in the table can do what the pages refuse; the engine then keeps what it has.
      const client = await office.signedIn('narocnik');
      t.is((await client.post(`/besedila/razlicica/${first}/umakni`)).status, 409);
      const at = new Date();
      await line
        .db('prompt_version')
        .where({ id: first })
        .update({ state: 'retired', retired_by: 'skrbnik', retired_at: at });
      await withCaller(caller(line), (call) => call.media.hears(1_300, 1_500));

      const second = await approveTone(line, office, 1_900);
      await taken(line, second);
      await withCaller(caller(line), (call) => call.media.hears(1_900, 1_500));
      const welcomes = await welcomesTaken(line);
      t.deepEqual(welcomes.slice(-2), [first, second]);
      t.false(welcomes.includes(undefined), 'no configuration without a welcome was ever used');

      const calls = await line.closedCalls(4);
      const said = calls.map(({ prompts }) => prompts.find(({ prompt }) => prompt === 'welcome')?.versionId as string);
      t.deepEqual(said.slice(1), [first, first, second], 'the record of each call names what was heard');
    });
  });
});
