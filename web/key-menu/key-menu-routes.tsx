import Router from 'koa-router';
import { changeConfiguration } from '../../engine/shell/configured/change-configuration.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listServices } from '../../sql/calendar/services.ts';
import { textIn } from '../../sql/calendar/words.ts';
import { listLocations } from '../../sql/places/list-locations.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import { refusedChange } from '../configuration-refusal.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { type DoneNotice, doneNotice } from '../locations/done-notice.ts';
import { anyProblem, noProblems, type Problems, readTyped, type Typed } from '../locations/typed.ts';
import { frameOf, renderPage } from '../render.tsx';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { judgeLists, type Kind, type Listable, typedOf } from './key-menu-form.ts';
import { KeyMenuPage, keyMenuPath } from './key-menu-page.tsx';

/** Which services and places callers choose from by keys (R1.5). The line hears of a change by itself. */
export function keyMenuRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;

  router.get(keyMenuPath, allow('arrangeKeyMenu'), async (ctx) => {
    await show(ctx, typedOf(await readSetting(db, 'selfService')), noProblems, 200);
  });

  router.post(keyMenuPath, allow('arrangeKeyMenu'), async (ctx) => {
    const typed = readTyped(ctx);
    const { problems, setting } = judgeLists(messages, typed, await listable());
    if (anyProblem(problems)) return show(ctx, typed, problems, 422);
    const change = changeConfiguration(db, async (trx) => {
      await writeSetting(trx, 'selfService', setting);
      await addAuditEntry(trx, {
        userId: userOf(ctx).id,
        action: 'keyMenuArranged',
        subject: 'selfService',
        details: {
          services: setting.services.map(({ id }) => id).join(', '),
          places: setting.places.map(({ id }) => id).join(', '),
        },
      });
    });
    const refusal = await change.then(
      () => null,
      (error: unknown) => refusedChange(messages, error),
    );
    if (refusal !== null) return show(ctx, typed, noProblems, 409, { kind: 'refused', sentence: refusal });
    seeOther(ctx, `${keyMenuPath}?opravljeno=shranjeno`);
  });
  return router;

  async function listable(): Promise<Readonly<Record<Kind, readonly Listable[]>>> {
    const services = await listServices(db);
    const listed = new Set((await readSetting(db, 'selfService'))?.places.map(({ id }) => id));
    return {
      storitev: services.map(({ id, name }) => ({ id, name: textIn(name, 'sl') })),
      // Units stand for the offices below them; an office that is listed by hand stays.
      kraj: (await listLocations(db))
        .filter(({ id, depth }) => depth === 0 || listed.has(id))
        .map(({ id, name }) => ({ id, name })),
    };
  }

  async function show(
    ctx: WebContext,
    typed: Typed,
    problems: Problems,
    status: number,
    notice: DoneNotice | null = doneNotice(ctx, messages.keyMenu.done),
  ): Promise<void> {
    const flow = await readSetting(db, 'flow');
    renderPage(
      ctx,
      room,
      { title: messages.keyMenu.title, status },
      <KeyMenuPage
        {...frameOf(ctx, room)}
        listable={await listable()}
        offered={Object.values(flow?.nodes ?? {}).some(({ kind }) => kind === 'freeSlots')}
        typed={typed}
        problems={problems}
        notice={notice}
      />,
    );
  }
}
