import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import pino from 'pino';
import { instant } from '../../engine/core/ids.ts';
import { announceBy } from '../../messages/announce.ts';
import { dueReports, makeDueReports } from '../../reports/due-reports.ts';
import { mailReports } from '../../reports/mail-reports.ts';
import { jobs, nightlyJobs } from '../../reports/nightly.ts';
import { monthPeriod, yearPeriod } from '../../reports/period.ts';
import { deleteOldRecordings } from '../../reports/recording-retention.ts';
import { openDatabase } from '../../sql/database.ts';
import { listReports } from '../../sql/reports/list-reports.ts';
import { readReport } from '../../sql/reports/read-report.ts';
import { listRetentionRuns, retentionRules } from '../../sql/retention/retention-run.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import { withDatabase } from '../database.ts';
import { configure, storeCalls } from './journal-database.ts';
import { withMailCatcher } from './mail-catcher.ts';

const at = (text: string) => Date.parse(text);
const call = {
  id: 'one',
  startedAt: at('2026-11-10T09:00:00Z'),
  callerNumber: '38641123456',
  outcome: 'abandoned' as const,
  queuedAfterMs: 9000,
  waitMs: 12_000,
};
const firstOfDecember = at('2026-12-01T01:10:00Z');

test('[R5.1] reports are due at 2:10 on the first, the year in January, and what was missed is made up for', (t) => {
  const due = (now: string, first: string | null, ...existing: ReturnType<typeof monthPeriod>[]) =>
    dueReports(
      at(now),
      first,
      existing.map(({ kind, from }) => ({ kind, periodStart: from })),
    );
  t.deepEqual(due('2026-12-01T01:09:00Z', '2026-11-10'), [], 'one minute early');
  t.deepEqual(due('2026-12-01T01:10:00Z', '2026-11-10'), [monthPeriod('2026-11')]);
  t.deepEqual(due('2026-12-31T22:59:00Z', '2026-11-10'), [monthPeriod('2026-11')], 'the whole month, until it is made');
  t.deepEqual(due('2026-12-01T01:10:00Z', '2026-11-10', monthPeriod('2026-11')), [], 'made already');
  t.deepEqual(due('2026-12-01T01:10:00Z', '2026-12-01'), [], 'nothing was recorded before December');
  t.deepEqual(due('2026-12-01T01:10:00Z', null), [], 'nothing was recorded at all');
  t.deepEqual(due('2027-01-01T01:10:00Z', '2026-11-10', monthPeriod('2026-11')), [
    monthPeriod('2026-12'),
    yearPeriod(2026),
  ]);
  t.deepEqual(
    due('2027-03-05T12:00:00Z', '2026-11-10', monthPeriod('2026-11')),
    [monthPeriod('2026-12'), yearPeriod(2026), monthPeriod('2027-01'), monthPeriod('2027-02')],
    'after two months off',
  );
  t.deepEqual(due('2026-08-01T00:09:00Z', '2026-07-01'), [], 'summer time: 2:09');
  t.deepEqual(due('2026-08-01T00:10:00Z', '2026-07-01'), [monthPeriod('2026-07')], 'summer time: 2:10');
});

test("[R5.1] three processes make a month's report once, and file it", async (t) => {
  t.timeout(60_000);
  await withDatabase(async (db, url) => {
    await configure(db);
    await storeCalls(db, [call]);
    const processes = [db, openDatabase(url), openDatabase(url)];
    const made = await Promise.all(processes.map((each) => makeDueReports(each, firstOfDecember)));
    await Promise.all(processes.slice(1).map((each) => each.destroy()));
    t.deepEqual(made.flat(), [monthPeriod('2026-11')]);
    const [report, ...others] = await listReports(db);
    t.is(others.length, 0);
    t.is(report?.kind, 'month');
    t.is(report?.periodStart, '2026-11-01');
    t.is(report?.periodEnd, '2026-12-01');
    t.is(report?.madeBy, null);
    t.is(report?.mailedAt, null);
    const filed = await readReport(db, report?.id ?? '');
    t.is(filed?.pdf.subarray(0, 5).toString('latin1'), '%PDF-');
    t.is(filed?.pdf.length, report?.bytes);
    t.is(await readReport(db, 'no number'), null);
    t.deepEqual(await makeDueReports(db, firstOfDecember), []);
  });
});

test('[R5.1] the report is mailed once, after the server took it, and never without addresses', async (t) => {
  t.timeout(60_000);
  await withDatabase(async (db, url) => {
    await configure(db);
    await storeCalls(db, [call]);
    await makeDueReports(db, firstOfDecember);
    await withMailCatcher(async (catcher) => {
      const mail = {
        smtpUrl: catcher.smtpUrl,
        from: 'Klicni center <center@example.si>',
        reportsTo: ['client@example.si'],
      };
      t.is(await mailReports(db, { ...mail, smtpUrl: null }), 0);
      t.is(await mailReports(db, { ...mail, reportsTo: [] }), 0);
      catcher.refusing = true;
      const error = await t.throwsAsync(mailReports(db, mail), { name: 'MailFailed' });
      t.false(error?.message.includes('@'), 'no address in what is logged');
      t.is((await listReports(db))[0]?.mailedAt, null, 'it waits for the next round');
      catcher.refusing = false;
      const other = openDatabase(url);
      const sent = await Promise.all([mailReports(db, mail), mailReports(other, mail)]);
      await other.destroy();
      t.is(sent[0] + sent[1], 1);
      t.is(catcher.messages.length, 1);
      t.is(await mailReports(db, mail), 0);
      const [message = ''] = catcher.messages;
      t.regex(message, /^To: client@example\.si\r$/m);
      t.regex(message, /^Message-ID: <porocilo\.month\.2026-11-01\.\d+@example\.si>\r$/im);
      t.regex(message, /^Content-Type: application\/pdf; name=porocilo-o-klicih-2026-11\.pdf\r$/m);
      t.regex(message, /^Auto-Submitted: auto-generated\r$/m);
      t.true((await listReports(db))[0]?.mailedAt !== null);
    });
  });
});

test('[R2.8] [R9.3] recordings beyond the retention lose their file and are marked; others stay', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'uenarocanje-recordings-'));
  try {
    await withDatabase(async (db) => {
      const now = at('2026-12-01T02:20:00Z');
      const recording = (id: string, startedAt: string) => ({
        id,
        call_id: id,
        started_at: new Date(startedAt),
        seconds: 10,
        file: `${id}.sealed`,
      });
      await db('recording').insert([
        recording('old', '2026-08-01T10:00:00Z'),
        recording('gone', '2026-08-02T10:00:00Z'),
        recording('new', '2026-11-01T10:00:00Z'),
      ]);
      for (const id of ['old', 'new']) await writeFile(path.join(folder, `${id}.sealed`), 'sealed');
      t.deepEqual(await deleteOldRecordings(db, folder, now), { deleted: 0, failed: 0 }, 'no setting, no deletion');
      await writeSetting(db, 'retention', { recordingsDays: 90, callerNumberMonths: 12 });
      t.deepEqual(
        await deleteOldRecordings(db, folder, now),
        { deleted: 2, failed: 0 },
        'a missing file is no failure',
      );
      t.deepEqual(await readdir(folder), ['new.sealed']);
      const rows = await db('recording').orderBy('id').select('id', 'file', 'deleted_at');
      t.deepEqual(
        rows.map(({ id, file, deleted_at }) => [id, file, deleted_at]),
        [
          ['gone', null, now],
          ['new', 'new.sealed', null],
          ['old', null, now],
        ],
      );
      t.is((await db('audit_entry').where({ action: 'recordingExpired' })).length, 2);
      t.deepEqual(await deleteOldRecordings(db, folder, now), { deleted: 0, failed: 0 });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('[R9.3] a recording that can not be deleted is counted and holds up no other', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'uenarocanje-recordings-'));
  try {
    await withDatabase(async (db) => {
      await writeSetting(db, 'retention', { recordingsDays: 1, callerNumberMonths: 12 });
      // A folder of that name can not be unlinked.
      await mkdir(path.join(folder, 'stuck.sealed'));
      await writeFile(path.join(folder, 'free.sealed'), 'sealed');
      await db('recording').insert(
        ['stuck', 'free'].map((id) => ({
          id,
          call_id: id,
          started_at: new Date('2026-01-01T00:00:00Z'),
          seconds: 1,
          file: `${id}.sealed`,
        })),
      );
      t.deepEqual(await deleteOldRecordings(db, folder, at('2026-12-01T00:00:00Z')), { deleted: 1, failed: 1 });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('[R5.1] the calendar makes up for what was missed at its start, logs no person, and closes', async (t) => {
  t.timeout(60_000);
  await withDatabase(async (db) => {
    await configure(db);
    await storeCalls(db, [call]);
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    await withMailCatcher(async ({ smtpUrl, messages }) => {
      const running = nightlyJobs({
        db,
        recordingFolder: tmpdir(),
        publicUrl: 'https://narocanje.example.si',
        announce: announceBy({ publicUrl: 'https://narocanje.example.si', now: () => firstOfDecember }),
        mail: { smtpUrl, from: 'center@example.si', reportsTo: ['client@example.si'] },
        log,
        now: () => firstOfDecember,
      });
      await running.started;
      t.is(messages.length, 1);
      await running.close();
      await running.close();
    });
    const logged = lines.map(
      (line) => JSON.parse(line) as { job: string; msg: string; made?: number; mailed?: number },
    );
    // The clock of the machine may strike meanwhile, and then a job has run twice.
    t.deepEqual([...new Set(logged.map(({ job }) => job))].sort(), jobs.map(({ name }) => name).sort());
    t.true(
      logged.every(({ msg }) => msg === 'job done'),
      lines.join(''),
    );
    const ran = await listRetentionRuns(db, instant(firstOfDecember));
    t.deepEqual(
      ran.map(({ rule }) => rule).sort(),
      [...retentionRules].sort(),
      'each rule of retention says that it ran',
    );
    const reports = logged.find(({ job }) => job === 'reports');
    t.is(reports?.made, 1);
    t.is(reports?.mailed, 1);
    t.false(lines.join('').includes('@'));
    t.false(lines.join('').includes('123456'));
  });
});

test('[R9.3] a job that fails is logged without addresses, and the others go on', async (t) => {
  t.timeout(60_000);
  await withDatabase(async (db) => {
    await configure(db);
    await storeCalls(db, [call]);
    const lines: string[] = [];
    await withMailCatcher(async (catcher) => {
      catcher.refusing = true;
      const running = nightlyJobs({
        db,
        recordingFolder: tmpdir(),
        publicUrl: 'https://narocanje.example.si',
        announce: announceBy({ publicUrl: 'https://narocanje.example.si', now: () => firstOfDecember }),
        mail: { smtpUrl: catcher.smtpUrl, from: 'center@example.si', reportsTo: ['client@example.si'] },
        log: pino({}, { write: (line: string) => lines.push(line) }),
        now: () => firstOfDecember,
      });
      await running.started;
      await running.close();
    });
    const jobsOf = (message: string) =>
      new Set(lines.filter((line) => line.includes(message)).map((line) => (JSON.parse(line) as { job: string }).job));
    t.deepEqual([...jobsOf('job failed')], ['reports']);
    t.is(jobsOf('job done').size, jobs.length - 1);
    t.false(lines.join('').includes('@'));
    t.is((await listReports(db)).length, 1, 'the report was made all the same');
  });
});
