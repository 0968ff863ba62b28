import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { jobs } from '../../reports/nightly.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { deleteAuditBefore } from '../../sql/audit/delete-audit-before.ts';
import { listRetentionRuns, recordRetentionRun, retentionRules } from '../../sql/retention/retention-run.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { fieldsOf } from './fixture/form-fields.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test('[R9.3] each class of personal data has a rule that a job runs', (t) => {
  const names = jobs.map(({ name }) => name);
  for (const rule of retentionRules) t.true(names.includes(rule), rule);
});

test('[R9.3] the administrator sees what is kept how long and that it runs, and changes it within bounds', async (t) => {
  await withWeb(async (web) => {
    const ranAt = instant(Date.now() - 3_600_000);
    await recordRetentionRun(web.db, { rule: 'visitors', ranAt: instant(ranAt - 40 * 86_400_000), took: 1000 });
    await recordRetentionRun(web.db, { rule: 'visitors', ranAt: instant(ranAt - 86_400_000), took: 5 });
    await recordRetentionRun(web.db, { rule: 'visitors', ranAt, took: 7 });
    t.deepEqual(await listRetentionRuns(web.db, instant(Date.now())), [
      { rule: 'visitors', lastRanAt: ranAt, lastTook: 7, tookLately: 12 },
    ]);
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    const page = await (await administrator.get('/hramba')).text();
    for (const words of ['vzetih 7', 'v zadnjih 30 dneh 12', 'še ni tekel', '90 dni', 'ZVOP-2, 22. člen'])
      t.true(page.includes(words), words);
    const { _csrf, ...fields } = fieldsOf(page);
    for (const wrong of [
      { visitorDays: '3' },
      { recordingsDays: '4000' },
      { auditYears: '1' },
      { messagesDays: 'nič' },
    ]) {
      const refused = await administrator.post('/hramba', { ...fields, ...wrong });
      t.is(refused.status, 422);
      t.regex(await refused.text(), /Vpišite celo število od \d+ do \d+/);
    }
    t.is((await administrator.post('/hramba', { ...fields, visitorDays: '30', auditYears: '3' })).status, 303);
    t.deepEqual(await readSetting(web.db, 'retention'), {
      visitorDays: 30,
      messagesDays: 90,
      recordingsDays: 90,
      callerNumberMonths: 12,
      auditYears: 3,
    });
    const [entry] = await web.db('audit_entry').where({ action: 'retentionChanged' });
    t.deepEqual([entry.user_id, entry.details], ['skrbnik', { visitorDays: '90 → 30', auditYears: '5 → 3' }]);
    t.true((await (await administrator.get('/revizija')).text()).includes('stik obiskovalcev (dni): 90 → 30'));
    const manager = visit(web);
    await manager.signIn('vodja');
    t.is((await manager.post('/hramba', fields)).status, 403);
  });
});

test('[R9.3] the log goes by its rule, entries after the day stay', async (t) => {
  await withWeb(async (web) => {
    await web
      .db('audit_entry')
      .insert({ user_id: 'agent1', action: 'callOpened', subject: 'a', at: '2020-12-31T22:00:00Z' });
    await addAuditEntry(web.db, { userId: 'agent1', action: 'callOpened', subject: 'b' });
    t.is(await deleteAuditBefore(web.db, instant(Date.parse('2021-01-01T00:00:00Z'))), 1);
    t.deepEqual(await web.db('audit_entry').pluck('subject'), ['b']);
  });
});
