import Router from 'koa-router';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listCounters } from '../../sql/calendar/counters.ts';
import {
  addService,
  changeService,
  listServiceCategories,
  listServices,
  readService,
  type StoredService,
} from '../../sql/calendar/services.ts';
import type { ServiceId } from '../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { changedFields } from '../locations/changed-fields.ts';
import { type DoneNotice, doneNotice } from '../locations/done-notice.ts';
import { newIdOf } from '../locations/place-form.ts';
import type { ParamContext } from '../locations/reach.ts';
import { anyProblem, noProblems, type Problems, readTyped, type Typed, versionOf } from '../locations/typed.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { CataloguePage, servicePath } from './catalogue-page.tsx';
import { missingTranslations } from './missing-translations.ts';
import { judgeService, typedOfNewService, typedOfService } from './service-form.ts';
import { ServicePage } from './service-page.tsx';

/** The catalogue of services (R3.2): the administrator's. */
export function catalogueRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.catalogue;

  router.get('/storitve', allow('manageCatalogue'), async (ctx) => {
    const [categories, services, counters] = await Promise.all([
      listServiceCategories(db),
      listServices(db, { retired: true }),
      listCounters(db),
    ]);
    const offered = new Map<string, number>();
    for (const id of counters.flatMap(({ serviceIds }) => serviceIds)) offered.set(id, (offered.get(id) ?? 0) + 1);
    renderPage(
      ctx,
      room,
      { title: words.title },
      <CataloguePage
        {...frameOf(ctx, room)}
        categories={categories}
        services={services}
        countersOf={(id) => offered.get(id) ?? 0}
        notice={doneNotice(ctx, words.done)}
      />,
    );
  });

  router.get('/nova-storitev', allow('manageCatalogue'), async (ctx) => {
    const [categories, services] = await Promise.all([listServiceCategories(db), listServices(db, { retired: true })]);
    await show(ctx, null, { typed: typedOfNewService(categories, services) });
  });

  router.post('/nova-storitev', allow('manageCatalogue'), async (ctx) => {
    const typed = readTyped(ctx);
    const others = await listServices(db, { retired: true });
    const taken = others.map(({ id }) => id);
    const id = newIdOf(typed['ime-sl'] ?? '', taken) as string as ServiceId;
    const categories = await listServiceCategories(db);
    const { problems, service } = judgeService(messages, typed, { id, categories, others });
    if (anyProblem(problems)) return show(ctx, null, { typed, problems, status: 422 });
    const added = await db.transaction(async (trx) => {
      if (!(await addService(trx, service))) return false;
      const details = { minutes: service.minutes, published: !service.retired };
      await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'serviceAdded', subject: id, details });
      return true;
    });
    // Somebody took the same id in the same moment; the next try finds another.
    if (!added) throw new RequestError(409);
    seeOther(ctx, `${servicePath(id)}?opravljeno=${service.retired ? 'dodano' : 'shranjeno'}`);
  });

  router.get('/storitve/:id', allow('manageCatalogue'), async (ctx) => {
    const service = await serviceFor(ctx);
    await show(ctx, service, { typed: typedOfService(service), notice: doneNotice(ctx, words.done) });
  });

  router.post('/storitve/:id', allow('manageCatalogue'), async (ctx) => {
    const standing = await serviceFor(ctx);
    const typed = readTyped(ctx);
    const [categories, services] = await Promise.all([listServiceCategories(db), listServices(db, { retired: true })]);
    const others = services.filter(({ id }) => id !== standing.id);
    const { problems, service } = judgeService(messages, typed, { id: standing.id, categories, others });
    if (anyProblem(problems)) return show(ctx, standing, { typed, problems, status: 422 });
    const changed = await db.transaction(async (trx) => {
      if (!(await changeService(trx, service, versionOf(typed)))) return false;
      const details = changedFields(typedOfService(standing), typed);
      await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'serviceChanged', subject: standing.id, details });
      return true;
    });
    if (changed) return seeOther(ctx, `${servicePath(standing.id)}?opravljeno=shranjeno`);
    const now = await serviceFor(ctx);
    const shown = typedOfService(now);
    const differing = Object.keys(shown).filter((name) => name !== 'razlicica' && (typed[name] ?? '') !== shown[name]);
    await show(ctx, now, {
      typed: { ...typed, razlicica: String(now.version) },
      notice: { kind: 'refused', sentence: words.stale },
      nowInForce: Object.fromEntries(differing.map((name) => [name, words.now(shown[name] ?? '')])),
      status: 409,
    });
  });
  return router;

  async function serviceFor({ params }: ParamContext): Promise<StoredService> {
    const service = await readService(db, String(params.id));
    if (service === null) throw new RequestError(404);
    return service;
  }

  async function show(
    ctx: WebContext,
    service: StoredService | null,
    shown: {
      readonly typed: Typed;
      readonly problems?: Problems;
      readonly notice?: DoneNotice | null;
      readonly nowInForce?: Readonly<Record<string, string>>;
      readonly status?: number;
    },
  ): Promise<void> {
    const [categories, services] = await Promise.all([listServiceCategories(db), listServices(db, { retired: true })]);
    const title = service === null ? words.form.newTitle : words.form.editTitle(service.name.sl);
    renderPage(
      ctx,
      room,
      { title, status: shown.status ?? 200 },
      <ServicePage
        {...frameOf(ctx, room)}
        title={title}
        action={service === null ? '/nova-storitev' : servicePath(service.id)}
        categories={categories}
        others={services.filter(({ id }) => id !== service?.id)}
        missing={service === null ? null : missingTranslations(service)}
        typed={shown.typed}
        problems={shown.problems ?? noProblems}
        notice={shown.notice ?? null}
        nowInForce={shown.nowInForce ?? {}}
      />,
    );
  }
}
