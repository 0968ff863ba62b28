import Router from 'koa-router';
import { z } from 'zod';
import { localDayOfDate } from '../../dialplan/local-time.ts';
import { instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listAuditActions } from '../../sql/audit/list-audit-actions.ts';
import { type AuditFilter, listAuditEntries } from '../../sql/audit/list-audit-entries.ts';
import { streamAuditEntries } from '../../sql/audit/stream-audit-entries.ts';
import { listUsers } from '../../sql/people/read-user.ts';
import { auditCsv } from '../audit/audit-csv.ts';
import type { Room, WebRouter, WebState } from '../context.ts';
import { AuditPage } from '../pages/audit-page.tsx';
import { dateOf, timeZone } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { allow, userOf } from './guard.ts';

/** What a link of the log may ask for; a value that nobody chose counts as not given. */
const given = (schema: z.ZodType<string>) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional().catch(undefined));
const query = z.object({
  oseba: given(z.string().regex(/^\P{Cc}{1,100}$/u)),
  dejanje: given(z.string().regex(/^\P{Cc}{1,100}$/u)),
  od: given(z.iso.date()),
  do: given(z.iso.date()),
  predmet: given(
    z
      .string()
      .trim()
      .regex(/^\P{Cc}{1,200}$/u),
  ),
  /** The last entry of the page before. */
  pred: given(z.string().regex(/^\d{1,15}$/)),
});
export type AuditQuery = z.output<typeof query>;

const pageSize = 100;

/** The audit log: who did or saw what (R9.3). */
export function auditRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;

  router.get('/revizija', allow('seeAudit'), async (ctx) => {
    const asked = query.parse(ctx.query);
    const wrong = asked.od !== undefined && asked.do !== undefined && asked.do < asked.od;
    const [entries, actions, users] = await Promise.all([
      wrong
        ? []
        : listAuditEntries(db, {
            ...filterOf(asked),
            ...(asked.pred === undefined ? {} : { beforeId: Number(asked.pred) }),
            limit: pageSize + 1,
          }),
      listAuditActions(db),
      listUsers(db),
    ]);
    renderPage(
      ctx,
      room,
      { title: messages.audit.title, status: wrong ? 422 : 200 },
      <AuditPage
        {...frameOf(ctx, room)}
        entries={entries.slice(0, pageSize)}
        more={entries.length > pageSize}
        actions={actions}
        users={users}
        asked={asked}
        problem={wrong ? messages.audit.badPeriod : null}
        today={dateOf(Date.now())}
      />,
    );
  });

  router.get('/revizija/izvoz.csv', allow('seeAudit'), async (ctx) => {
    const asked = query.parse(ctx.query);
    const { oseba = null, dejanje = null, od = null, do: last = null, predmet = null } = asked;
    const details = { person: oseba, action: dejanje, from: od, to: last, subject: predmet };
    await addAuditEntry(db, { userId: userOf(ctx).id, action: 'auditExported', subject: 'audit', details });
    const names = new Map((await listUsers(db)).map(({ id, name }) => [id, name]));
    ctx.attachment(messages.audit.csvName(dateOf(Date.now())));
    ctx.type = 'text/csv; charset=utf-8';
    ctx.set('Cache-Control', 'no-store');
    ctx.body = auditCsv(messages, names, streamAuditEntries(db, filterOf(asked)));
  });
  return router;
}

function filterOf({ oseba, dejanje, od, do: last, predmet }: AuditQuery): AuditFilter {
  return {
    ...(oseba === undefined ? {} : { userId: oseba }),
    ...(dejanje === undefined ? {} : { action: dejanje }),
    ...(predmet === undefined ? {} : { subject: predmet }),
    ...(od === undefined ? {} : { from: instant(localDayOfDate(timeZone, od).startsAt) }),
    ...(last === undefined ? {} : { before: instant(localDayOfDate(timeZone, last).endsAt) }),
  };
}
