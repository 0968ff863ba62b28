import test from 'ava';
import type { Cdr } from '../../engine/core/cdr.ts';
import { readRange } from '../../web/recordings/byte-range.ts';
import { openPlaybackLog } from '../../web/recordings/playback-log.ts';
import { answered } from '../sql/cdr-fixture.ts';
import { closeBrowser, signIn, withPage } from './fixture/browser.ts';
import { visit } from './fixture/visitor.ts';
import type { TestWeb } from './fixture/web.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const path = '/posnetki/call-1-recording';
const recorded = (): Cdr => ({ ...answered('call-1'), recordingId: 'call-1-recording' as never });

async function withRecording(work: (web: TestWeb, audio: Buffer) => Promise<void>): Promise<void> {
  await withWeb(async (web) => {
    await web.storeCalls(recorded());
    await work(web, await web.storeRecording(recorded()));
  });
}

const playbacks = (web: TestWeb) =>
  web.db('audit_entry').where({ action: 'recordingPlayed' }).orderBy('id').select('user_id', 'subject', 'details');

test.serial(
  '[R2.8] a recording is deciphered while it is played, and each playback is written down with its call',
  async (t) => {
    await withRecording(async (web, audio) => {
      const visitor = visit(web);
      await visitor.signIn('nadzornik');
      const answer = await visitor.get(path);
      t.is(answer.status, 200);
      t.is(answer.headers.get('content-type'), 'audio/wav');
      t.is(answer.headers.get('cache-control'), 'no-store');
      t.is(answer.headers.get('accept-ranges'), 'bytes');
      t.is(Number(answer.headers.get('content-length')), audio.length);
      t.true(Buffer.from(await answer.arrayBuffer()).equals(audio));
      const entry = { user_id: 'nadzornik', subject: 'call-1-recording', details: { callId: 'call-1' } };
      t.deepEqual(await playbacks(web), [entry]);
      await (await visitor.get(path)).arrayBuffer();
      t.deepEqual(await playbacks(web), [entry, entry]);
    });
  },
);

test.serial('[R2.8] parts of a recording come as they are asked for, and belong to one playback', async (t) => {
  await withRecording(async (web, audio) => {
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const part = async (range: string) => {
      const answer = await visitor.get(path, { range });
      return {
        status: answer.status,
        range: answer.headers.get('content-range'),
        bytes: Buffer.from(await answer.arrayBuffer()),
      };
    };
    const first = await part('bytes=0-99');
    t.deepEqual([first.status, first.range], [206, `bytes 0-99/${audio.length}`]);
    t.true(first.bytes.equals(audio.subarray(0, 100)));
    const middle = await part('bytes=30000-40000');
    t.true(middle.bytes.equals(audio.subarray(30_000, 40_001)));
    const end = await part('bytes=-500');
    t.true(end.bytes.equals(audio.subarray(-500)));
    t.is((await playbacks(web)).length, 1);
    const beyond = await part(`bytes=${audio.length}-`);
    t.deepEqual([beyond.status, beyond.range], [416, `bytes */${audio.length}`]);
    const head = await fetch(`${web.url}${path}`, {
      method: 'HEAD',
      headers: { cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    t.is(head.status, 200);
    t.is((await playbacks(web)).length, 1);
  });
});

test.serial('[R2.8] a part from the middle without a beginning is a playback too', async (t) => {
  await withRecording(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('skrbnik');
    await (await visitor.get(path, { range: 'bytes=1-' })).arrayBuffer();
    t.is((await playbacks(web)).length, 1);
  });
});

test.serial('[R2.8] agents hear their own calls only; the client hears none', async (t) => {
  await withRecording(async (web) => {
    const expected = { agent1: 200, agent2: 404, narocnik: 403 } as const;
    for (const [user, status] of Object.entries(expected)) {
      const visitor = visit(web);
      await visitor.signIn(user as keyof typeof expected);
      const answer = await visitor.get(path);
      await answer.arrayBuffer();
      t.is(answer.status, status, user);
    }
    t.is((await visit(web).get(path)).status, 303);
    t.deepEqual((await playbacks(web)).length, 1);
  });
});

test.serial('[R2.8] without the audit log nothing is heard', async (t) => {
  await withRecording(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    await web.db.raw('alter table uenarocanje.audit_entry rename to away');
    const answer = await visitor.get(path);
    t.is(answer.status, 500);
    t.notRegex(await answer.text(), /RIFF/);
  });
});

test.serial('[R2.8] a real player plays it, to the end', async (t) => {
  await withRecording(async (web) => {
    await withPage(web, async (page, troubles) => {
      await signIn(page, 'nadzornik', '/klici/call-1');
      const seconds = await page.locator('audio').evaluate(async (element) => {
        const audio = element as HTMLAudioElement;
        audio.muted = true;
        audio.playbackRate = 8;
        const ended = new Promise((resolve, reject) => {
          audio.onended = resolve;
          audio.onerror = () => reject(new Error(audio.error?.message));
        });
        await audio.play();
        await ended;
        return audio.currentTime;
      });
      t.true(Math.abs(seconds - 3) < 0.1, String(seconds));
      t.deepEqual(troubles, []);
    });
    t.true((await playbacks(web)).length >= 1);
  });
});

test.serial('[R2.8] a recording deleted by retention, and one whose file is lost, are told as that', async (t) => {
  await withWeb(async (web) => {
    await web.storeCalls(recorded());
    await web.storeRecording(recorded());
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    t.regex(await (await visitor.get('/klici/call-1')).text(), /<audio/);
    await web.db('recording').update({ file: 'elsewhere.sealed' });
    t.regex(await (await visitor.get('/klici/call-1')).text(), /Datoteke posnetka ni mogoče odpreti/);
    t.is((await visitor.get(path)).status, 500);
    await web.db('recording').update({ file: null, deleted_at: new Date() });
    t.regex(await (await visitor.get('/klici/call-1')).text(), /po roku hrambe izbrisan/);
    t.is((await visitor.get(path)).status, 404);
  });
});

const ranges: readonly [header: string, expected: ReturnType<typeof readRange>][] = [
  ['', null],
  ['bytes=0-', { start: 0, end: 999 }],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=10-19', { start: 10, end: 19 }],
  ['bytes=990-5000', { start: 990, end: 999 }],
  ['bytes=-10', { start: 990, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=1000-', 'unsatisfiable'],
  ['bytes=20-10', null],
  ['bytes=-', null],
  ['bytes=0-1,5-6', null],
  ['items=0-1', null],
  ['bytes=a-b', null],
];

for (const [header, expected] of ranges) {
  test(`the range "${header}" of a thousand bytes (RFC 9110 §14.1)`, (t) => {
    t.deepEqual(readRange(header, 1000), expected);
  });
}

test('an empty file has no range', (t) => {
  t.is(readRange('bytes=0-', 0), 'unsatisfiable');
});

test('[R2.8] what counts as one playback', (t) => {
  let now = 0;
  const log = openPlaybackLog(() => now);
  t.true(log.begins('u', 'r', 0));
  t.false(log.begins('u', 'r', 100));
  t.true(log.begins('other', 'r', 100));
  t.true(log.begins('u', 'other', 100));
  t.true(log.begins('u', 'r', 0));
  now += 31 * 60_000;
  t.true(log.begins('u', 'r', 100));
});
