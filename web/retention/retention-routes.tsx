import Router from 'koa-router';
import { instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listRetentionRuns } from '../../sql/retention/retention-run.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { doneNotice } from '../locations/done-notice.ts';
import { anyProblem, noProblems, type Problems, readTyped, type Typed } from '../locations/typed.ts';
import { frameOf, renderPage } from '../render.tsx';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { judgeTerms, terms, termsOf } from './retention-form.ts';
import { RetentionPage, retentionPath } from './retention-page.tsx';

/** How long what tells of a person is kept: seen and, within bounds, changed (R9.3). */
export function retentionRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;

  router.get(retentionPath, allow('manageRetention'), async (ctx) => {
    await show(ctx, asTyped(termsOf(await readSetting(db, 'retention'))), noProblems, 200);
  });

  router.post(retentionPath, allow('manageRetention'), async (ctx) => {
    const typed = readTyped(ctx);
    const { problems, terms: wanted } = judgeTerms(messages, typed);
    if (anyProblem(problems)) return show(ctx, typed, problems, 422);
    await db.transaction(async (trx) => {
      const before = termsOf(await readSetting(trx, 'retention'));
      await writeSetting(trx, 'retention', wanted);
      // What it was and what it is: how long data stood is told by this alone.
      const changed = terms.filter((term) => before[term] !== wanted[term]);
      const details = Object.fromEntries(changed.map((term) => [term, `${before[term]} → ${wanted[term]}`]));
      await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'retentionChanged', subject: 'retention', details });
    });
    seeOther(ctx, `${retentionPath}?opravljeno=shranjeno`);
  });
  return router;

  async function show(ctx: WebContext, typed: Typed, problems: Problems, status: number): Promise<void> {
    const setting = await readSetting(db, 'retention');
    renderPage(
      ctx,
      room,
      { title: messages.retention.title, status },
      <RetentionPage
        {...frameOf(ctx, room)}
        inForce={termsOf(setting)}
        isSet={setting !== null}
        runs={await listRetentionRuns(db, instant(Date.now()))}
        typed={typed}
        problems={problems}
        notice={doneNotice(ctx, messages.retention.done)}
      />,
    );
  }
}

const asTyped = (values: Readonly<Record<string, number>>): Typed =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
