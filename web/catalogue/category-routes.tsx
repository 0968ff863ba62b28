import Router from 'koa-router';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { changeServiceCategory, listServiceCategories, saveServiceCategory } from '../../sql/calendar/services.ts';
import { languages } from '../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { newIdOf } from '../locations/place-form.ts';
import {
  anyProblem,
  lineOf,
  noProblems,
  type Problems,
  readTyped,
  type Typed,
  versionOf,
  wholeOf,
} from '../locations/typed.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { categoryPath } from './catalogue-page.tsx';
import { CategoryPage } from './category-page.tsx';
import { textField, textsOf } from './service-form.ts';

/** Groups of services in the catalogue. */
export function categoryRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.catalogue;

  router.get('/nova-skupina-storitev', allow('manageCatalogue'), async (ctx) => {
    const position = Math.max(0, ...(await listServiceCategories(db)).map((category) => category.position)) + 1;
    show(ctx, null, { mesto: String(position) }, noProblems, 200);
  });

  router.post('/nova-skupina-storitev', allow('manageCatalogue'), async (ctx) => {
    const taken = (await listServiceCategories(db)).map(({ id }) => id);
    await save(ctx, null, newIdOf(readTyped(ctx)['ime-sl'] ?? '', taken));
  });

  router.get('/skupine-storitev/:id', allow('manageCatalogue'), async (ctx) => {
    const category = await categoryFor(String(ctx.params.id));
    show(ctx, category, typedOf(category), noProblems, 200);
  });

  router.post('/skupine-storitev/:id', allow('manageCatalogue'), async (ctx) => {
    const category = await categoryFor(String(ctx.params.id));
    await save(ctx, category, category.id);
  });
  return router;

  async function categoryFor(id: string) {
    const category = (await listServiceCategories(db)).find((one) => one.id === id);
    if (category === undefined) throw new RequestError(404);
    return category;
  }

  async function save(ctx: WebContext, standing: Awaited<ReturnType<typeof categoryFor>> | null, id: string) {
    const typed = readTyped(ctx);
    const problems: Record<string, string> = {};
    for (const language of languages) {
      const name = lineOf(typed, textField('ime', language));
      if (name.length > 120) problems[textField('ime', language)] = words.problems.nameOther;
      if (language === 'sl' && name === '') problems[textField('ime', language)] = words.problems.name;
    }
    const position = wholeOf(typed, 'mesto', [0, 999]);
    if (position === null) problems.mesto = words.problems.position;
    if (position === null || anyProblem(problems)) return show(ctx, standing, typed, problems, 422);
    const name = textsOf((language) => lineOf(typed, textField('ime', language)));
    const category = { id, name: { ...name, sl: name.sl ?? '' }, position };
    const saved = await db.transaction(async (trx) => {
      if (standing === null) await saveServiceCategory(trx, category);
      else if (!(await changeServiceCategory(trx, category, versionOf(typed)))) return false;
      const details = { name: name.sl ?? '', position };
      await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'categoryChanged', subject: id, details });
      return true;
    });
    if (saved) return seeOther(ctx, '/storitve?opravljeno=skupina');
    const now = await categoryFor(id);
    const shown = typedOf(now);
    const differing = Object.keys(shown).filter(
      (field) => field !== 'razlicica' && (typed[field] ?? '') !== shown[field],
    );
    show(ctx, now, { ...typed, razlicica: shown.razlicica ?? '' }, noProblems, 409, {
      notice: { kind: 'refused', sentence: words.category.stale },
      nowInForce: Object.fromEntries(differing.map((field) => [field, words.now(shown[field] ?? '')])),
    });
  }

  function typedOf(category: Awaited<ReturnType<typeof categoryFor>>): Typed {
    return {
      razlicica: String(category.version),
      mesto: String(category.position),
      ...Object.fromEntries(languages.map((language) => [textField('ime', language), category.name[language] ?? ''])),
    };
  }

  function show(
    ctx: WebContext,
    category: Awaited<ReturnType<typeof categoryFor>> | null,
    typed: Typed,
    problems: Problems,
    status: number,
    stale: { readonly notice: DoneNotice; readonly nowInForce: Readonly<Record<string, string>> } | null = null,
  ): void {
    const title = category === null ? words.category.newTitle : words.category.editTitle(category.name.sl);
    renderPage(
      ctx,
      room,
      { title, status },
      <CategoryPage
        {...frameOf(ctx, room)}
        title={title}
        action={category === null ? '/nova-skupina-storitev' : categoryPath(category.id)}
        typed={typed}
        problems={problems}
        notice={stale?.notice ?? null}
        nowInForce={stale?.nowInForce ?? {}}
      />,
    );
  }
}
