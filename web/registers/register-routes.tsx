import type { Knex } from 'knex';
import Router from 'koa-router';
import { z } from 'zod';
import { instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { importUnits } from '../../sql/places/import-units.ts';
import { listPostDistricts } from '../../sql/places/list-post-districts.ts';
import {
  dropImport,
  keepImport,
  type PendingImport,
  type RegisterKind,
  readImport,
} from '../../sql/places/pending-import.ts';
import { listPlaces } from '../../sql/places/place.ts';
import { replacePostDistricts } from '../../sql/places/replace-post-districts.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { doneNotice } from '../locations/done-notice.ts';
import type { ParamContext } from '../locations/reach.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { readForm, seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { changesAnything, type Preview, previewDistricts, previewUnits } from './preview.ts';
import { districtsOf, type ReadRegister, readRegister, type Unit } from './read-register.ts';
import { RegisterPreviewPage, RegistersPage } from './register-pages.tsx';
import { sampleRegister } from './sample-register.ts';

const kind = z.enum(['PT', 'UE']);

/** Units and post districts from registers: looked at first, then taken whole or not at all. */
export function registerRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const say = messages.registers;

  router.get('/uvoz', allow('importRegisters'), (ctx) => showForm(ctx, room, 'PT', null, 200));

  router.get('/uvoz/vzorec/:file', allow('importRegisters'), (ctx) => {
    const asked = kind.safeParse(/^(\w+)\.csv$/.exec(String(ctx.params.file))?.[1]);
    if (!asked.success) throw new RequestError(404);
    ctx.attachment(`${asked.data}.csv`);
    ctx.type = 'text/csv; charset=utf-8';
    ctx.body = sampleRegister(asked.data);
  });

  router.post('/uvoz', allow('importRegisters'), async (ctx) => {
    const { vrsta } = readForm(ctx, z.object({ vrsta: kind }));
    const upload = ctx.state.upload ?? { kind: 'none' };
    if (upload.kind !== 'file')
      return showForm(ctx, room, vrsta, { type: 'sentence', sentence: say.problems[upload.kind] }, 422);
    const read = readRegister(upload.bytes, vrsta);
    if (read.type !== 'units') return showForm(ctx, room, vrsta, problemOf(room, read), 422);
    const pending = { kind: vrsta, content: upload.bytes, userId: userOf(ctx).id, now: instant(Date.now()) };
    seeOther(ctx, `/uvoz/${await keepImport(db, pending)}`);
  });

  router.get('/uvoz/:id', allow('importRegisters'), async (ctx) => {
    const pending = await pendingOf(ctx, room);
    showPreview(ctx, room, pending, (await judge(db, pending)).preview, false);
  });

  router.post('/uvoz/:id', allow('importRegisters'), async (ctx) => {
    const { dejanje, stanje } = readForm(
      ctx,
      z.object({ dejanje: z.enum(['uvozi', 'zavrzi']), stanje: z.string().max(100).default('') }),
    );
    const pending = await pendingOf(ctx, room);
    if (dejanje === 'zavrzi') {
      await dropImport(db, pending.id);
      return seeOther(ctx, '/uvoz?opravljeno=zavrzeno');
    }
    const taken = await takeImport(db, pending, { digest: stanje, userId: userOf(ctx).id });
    if (taken) return seeOther(ctx, '/uvoz?opravljeno=uvozeno');
    showPreview(ctx, room, pending, (await judge(db, pending)).preview, true);
  });
  return router;
}

class Stale extends Error {}

/** Takes what was looked at, whole. False: it would be something else by now, and nothing was done. */
async function takeImport(
  db: Knex,
  pending: PendingImport,
  { digest, userId }: { readonly digest: string; readonly userId: string },
): Promise<boolean> {
  try {
    await db.transaction(async (trx) => {
      const { preview, take } = await judge(trx, pending);
      if (preview.digest !== digest || !(await dropImport(trx, pending.id)) || !(await take())) throw new Stale();
      const { added, changed, removed } = preview;
      const details = { added: added.length, changed: changed.length, removed: removed.length };
      await addAuditEntry(trx, { userId, action: 'registerImported', subject: pending.kind, details });
    });
    return true;
  } catch (error) {
    if (error instanceof Stale) return false;
    throw error;
  }
}

type Judged = { readonly preview: Preview; readonly take: () => Promise<boolean> };

/** What the file would change now, and the deed itself. */
async function judge(db: Knex, { kind: of, content }: PendingImport): Promise<Judged> {
  const read = readRegister(content, of);
  if (read.type !== 'units') throw new TypeError('A register was kept that can not be read.');
  const { units } = read;
  return of === 'PT' ? judgeDistricts(db, units) : judgeUnits(db, units);
}

async function judgeDistricts(db: Knex, units: readonly Unit[]): Promise<Judged> {
  const districts = districtsOf(units);
  return {
    preview: previewDistricts(await listPostDistricts(db), districts),
    take: async () => {
      await replacePostDistricts(db, districts);
      return true;
    },
  };
}

async function judgeUnits(db: Knex, units: readonly Unit[]): Promise<Judged> {
  const { preview, changes } = previewUnits(await listPlaces(db), units);
  return { preview, take: () => importUnits(db, changes) };
}

/** One's own; somebody else's is not there. */
async function pendingOf(ctx: ParamContext, { db }: Room): Promise<PendingImport> {
  const id = z.uuid().safeParse(ctx.params.id);
  const pending = id.success ? await readImport(db, id.data, userOf(ctx).id) : null;
  if (pending === null) throw new RequestError(404);
  return pending;
}

export type RegisterProblem =
  | { readonly type: 'sentence'; readonly sentence: string }
  | Extract<ReadRegister, { type: 'wrongCells' }>;

function problemOf({ messages }: Room, read: Exclude<ReadRegister, { type: 'units' }>): RegisterProblem {
  const { problems } = messages.registers;
  switch (read.type) {
    case 'wrongCells':
      return read;
    case 'noLines':
      return { type: 'sentence', sentence: problems.noLines };
    case 'noColumns':
      return { type: 'sentence', sentence: problems.noColumns(read.missing.join(', ')) };
    case 'noCsv':
      return { type: 'sentence', sentence: problems.noCsv(read.line) };
  }
}

function showForm(
  ctx: WebContext,
  room: Room,
  chosen: RegisterKind,
  problem: RegisterProblem | null,
  status: number,
): void {
  const { registers } = room.messages;
  renderPage(
    ctx,
    room,
    { title: registers.title, status },
    <RegistersPage
      {...frameOf(ctx, room)}
      chosen={chosen}
      problem={problem}
      notice={doneNotice(ctx, registers.done)}
    />,
  );
}

function showPreview(ctx: WebContext, room: Room, pending: PendingImport, preview: Preview, stale: boolean): void {
  const { registers } = room.messages;
  renderPage(
    ctx,
    room,
    { title: registers.previewTitle(registers.kinds[pending.kind]), status: stale ? 409 : 200 },
    <RegisterPreviewPage
      {...frameOf(ctx, room)}
      id={pending.id}
      kind={pending.kind}
      preview={preview}
      useful={changesAnything(preview)}
      stale={stale}
    />,
  );
}
