import test from 'ava';
import pino from 'pino';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { Cdr } from '../../engine/core/cdr.ts';
import type { EngineEvent } from '../../engine/core/events.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { makeReport } from '../../reports/make-report.ts';
import { startWeb } from '../../web/start.ts';
import { textOf } from '../reports/read-pdf.ts';
import { browserOptions } from '../web/fixture/browser.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';

/** Everything that people see, on a running line: pages in Chromium, opened by those who may. */
async function withPages(
  line: LiveLine,
  work: (open: (user: string, path: string) => Promise<Page>) => Promise<void>,
): Promise<void> {
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
  const browser: Browser = await chromium.launch(browserOptions);
  try {
    await work(async (user, path) => {
      const page = await (await browser.newContext({ baseURL: web.url, locale: 'sl-SI' })).newPage();
      await page.goto('/prijava');
      await page.getByLabel('Uporabniško ime').fill(user);
      await page.getByLabel('Geslo').fill(`password-of-${user}`);
      await page.getByRole('button', { name: 'Prijava' }).click();
      await page.waitForURL((url) => url.pathname !== '/prijava');
      await page.goto(path);
      return page;
    });
  } finally {
    await browser.close();
    await web.close();
  }
}

test('[R2.5] [R2.7] [R2.9] [R5.3] wallboard and console live through a call, and the report tells it from the raw events', async (t) => {
  await withLiveLine(async (line) => {
    await withPages(line, async (open) => {
      const wallboard = await open('nadzornik', '/stena');
      const desk = await open('agent1', '/konzola');
      const tile = (name: string) => wallboard.locator('.tile', { hasText: name }).locator('.tile-value');
      const shows = (name: string, text: string) => tile(name).getByText(text, { exact: true }).waitFor();
      await shows('V čakalni vrsti', '0');

      const phone = await line.phone('101', { answer: 'onDemand', play: tone(1_000, 60) });
      await desk.getByRole('button', { name: 'Prijava na delo' }).click();
      await desk.getByRole('button', { name: 'Na voljo' }).click();
      const call = await placeCall({ sip: line.asterisk.sip, from: '041123456', to: '015551234', play: tone(440, 60) });
      const ringing = await phone.nextCall();
      await shows('V čakalni vrsti', '1');
      await desk.getByRole('heading', { name: 'Dvignite slušalko' }).waitFor();
      await desk.getByText('041 123 456').waitFor();

      ringing.answer();
      await call.media.hears(1_000, 1_000);
      await shows('V čakalni vrsti', '0');
      await shows('Sprejeti klici', '1');
      await wallboard.locator('.agent', { hasText: 'Pogovor' }).or(wallboard.getByText('Pogovor')).first().waitFor();

      await desk.getByLabel('Zapis').fill('Podaljšanje potnega lista.');
      await desk.getByRole('radio', { name: 'naročanje', exact: true }).check({ force: true });
      await call.hangUp();
      await desk.getByRole('button', { name: 'Shrani in dokončaj' }).click();
      await desk.getByText('Trenutno nimate klica.').waitFor();

      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { disposition: 'narocanje', notes: 'Podaljšanje potnega lista.', outcome: 'answered' });
      await playsBack(wallboard, cdr as Cdr, t);

      const refused = await placeCall({ sip: line.asterisk.sip, from: '041123456', to: '015550000' });
      t.is((await refused.ended).status, 404);
      await line.closedCalls(2);
      await reportEqualsRawEvents(line, t);
    });
  });
});

type Assertions = {
  is(actual: unknown, expected: unknown, message?: string): unknown;
  true(actual: boolean, message?: string): unknown;
};

/** The supervisor hears the recording on the call's page, and that is logged. */
async function playsBack(page: Page, cdr: Cdr, t: Assertions): Promise<void> {
  await page.goto(`/klici/${cdr.callId}`);
  const seconds = await page.locator('audio').evaluate(async (audio: HTMLAudioElement) => {
    if (audio.readyState === 0) {
      audio.load();
      await new Promise((resolve, reject) => {
        audio.addEventListener('loadedmetadata', resolve, { once: true });
        audio.addEventListener('error', () => reject(new Error('the recording does not load')), { once: true });
      });
    }
    return audio.duration;
  });
  t.true(Math.abs(seconds - (cdr.recordingSeconds ?? 0)) < 1.1, `the recording lasts ${seconds} s`);
}

/** Counts and times of the report against what Asterisk's own events say, without core, facts or SQL in between. */
async function reportEqualsRawEvents(line: LiveLine, t: Assertions): Promise<void> {
  const events = (await line.db('journal_event').orderBy('sequence').pluck('event')) as EngineEvent[];
  const calls = new Map<string, { callerLeg: string; endedAt: number; answeredAt: number | null }>();
  for (const event of events) {
    if (event.type === 'CallArrived') calls.set(event.callId, { callerLeg: event.legId, endedAt: 0, answeredAt: null });
    for (const [callId, call] of calls) {
      if (event.type === 'LegAnswered' && event.legId.startsWith(`${callId}-`)) call.answeredAt ??= event.at;
      if (event.type === 'LegEnded' && event.legId === call.callerLeg) call.endedAt = event.at;
    }
  }
  const answered = [...calls.values()].filter(({ answeredAt }) => answeredAt !== null);
  const talkMs = answered.reduce((sum, { answeredAt, endedAt }) => sum + endedAt - (answeredAt ?? 0), 0);
  const rows = await line.db('call').select('outcome', 'talk_ms');
  t.is(rows.length, calls.size);
  t.is(rows.filter(({ outcome }) => outcome === 'answered').length, answered.length);
  t.true(Math.abs(rows.reduce((sum, { talk_ms }) => sum + (talk_ms ?? 0), 0) - talkMs) < 50);
  const month = new Intl.DateTimeFormat('sv', {
    timeZone: 'Europe/Ljubljana',
    year: 'numeric',
    month: '2-digit',
  }).format(new Date());
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  const pdf = await makeReport(line.db, { from: `${month}-01`, to: next, kind: 'month' });
  const text = (await textOf(pdf)).join('\n');
  t.true(text.includes('Podaljšanje') === false, 'what an agent wrote is not in the ministry’s report');
  t.true(/naročanje/i.test(text));
}
