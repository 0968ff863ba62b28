import { createHash } from 'node:crypto';
import Router from 'koa-router';
import type { Instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listOfficeRules, type OfficeRule, scopeKey } from '../../sql/calendar/office-rules.ts';
import {
  applyOpeningChange,
  discardOpeningChange,
  editOpeningChange,
  isStanding,
  type OpeningChange,
  readOpeningChange,
  rebaseOpeningChange,
  saveOpeningChange,
} from '../../sql/calendar/opening-change.ts';
import { type ChangePreview, previewChange } from '../../sql/calendar/preview-change.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { type DoneNotice, doneNotice } from '../locations/done-notice.ts';
import { placePath } from '../locations/locations-page.tsx';
import type { ParamContext } from '../locations/reach.ts';
import { anyProblem, noProblems, type Problems, readTyped, type Typed, versionOf } from '../locations/typed.ts';
import { dateOf } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { DraftPage } from './draft-page.tsx';
import { judgeException, typedOfException } from './exception-form.ts';
import { changePath } from './hours-page.tsx';
import { PreviewPage } from './preview-page.tsx';
import { judgeRule, typedOfNewRule, typedOfRule } from './rule-form.ts';
import { RulePage } from './rule-page.tsx';
import { SavedPage } from './saved-page.tsx';
import { counterNames, mayManageScope, type ScopeView, scopesAbove, viewOfScope } from './scope-view.ts';
import { showException } from './show-exception.tsx';

type Opened = { readonly change: OpeningChange; readonly view: ScopeView };

/** Changes of hours from draft over preview to saved (R3.3). */
export function changeRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.openingRules;

  router.get('/spremembe/:id', allow('manageLocations'), async (ctx) => {
    const opened = await open(ctx);
    if (opened.change.state === 'saved') return showSaved(ctx, opened);
    if (opened.change.content.kind !== 'rules') return seeOther(ctx, changePath(opened.change.id, 'predogled'));
    showDraft(ctx, opened, opened.change.content.rules);
  });

  router.get('/spremembe/:id/pravilo/:mesto', allow('manageLocations'), async (ctx) => {
    const { change, view, rules } = await openDraft(ctx);
    const place = String(ctx.params.mesto);
    const typed =
      place === 'novo' ? typedOfNewRule([...rules, ...(await rulesAbove(view))]) : typedOfRule(ruleAt(rules, place));
    showRule(ctx, change, place, { typed });
  });

  router.post('/spremembe/:id/pravilo/:mesto', allow('manageLocations'), async (ctx) => {
    const { change, view, rules } = await openDraft(ctx);
    const place = String(ctx.params.mesto);
    const typed = readTyped(ctx);
    const { problems, rule } = judgeRule(messages, typed);
    if (anyProblem(problems)) return showRule(ctx, change, place, { typed, problems, status: 422 });
    if (place !== 'novo' && typed.razlicica === String(change.version)) ruleAt(rules, place);
    const next = place === 'novo' ? [...rules, rule] : rules.map((one, at) => (String(at) === place ? rule : one));
    await edit(ctx, { change, view }, typed, next);
  });

  router.post('/spremembe/:id/odstrani', allow('manageLocations'), async (ctx) => {
    const { change, view, rules } = await openDraft(ctx);
    const typed = readTyped(ctx);
    const next = rules.filter((_, at) => String(at) !== typed.pravilo);
    await edit(ctx, { change, view }, typed, next);
  });

  /** Back from the preview of an exception: it is written again before anybody saves it. */
  router.get('/spremembe/:id/izjema', allow('manageLocations'), async (ctx) => {
    const { view, page, exception } = await openException(ctx);
    showException(ctx, room, view, { ...page, typed: typedOfException(exception) });
  });

  router.post('/spremembe/:id/izjema', allow('manageLocations'), async (ctx) => {
    const { change, view, page, earliest } = await openException(ctx);
    const typed = readTyped(ctx);
    const { problems, exception } = judgeException(messages, typed, earliest);
    if (anyProblem(problems)) return showException(ctx, room, view, { ...page, typed, problems, status: 422 });
    if (change.content.kind !== 'addException' && change.content.kind !== 'changeException') return;
    const edited = await editOpeningChange(db, change, { ...change.content, exception });
    if (!edited) throw new RequestError(409);
    seeOther(ctx, changePath(change.id, 'predogled'));
  });

  router.get('/spremembe/:id/predogled', allow('manageLocations'), async (ctx) => {
    const opened = await open(ctx);
    if (opened.change.state === 'saved') return seeOther(ctx, changePath(opened.change.id));
    await showPreview(ctx, opened, await look(opened), null, 200);
  });

  router.post('/spremembe/:id/shrani', allow('manageLocations'), async (ctx) => {
    const opened = await open(ctx);
    const { change, view } = opened;
    if (change.state === 'saved') return seeOther(ctx, afterwards(view, 0));
    const typed = readTyped(ctx);
    const preview = await look(opened);
    if (preview === null) return showPreview(ctx, opened, null, words.preview.goneAlready, 409);
    // What somebody agreed to is what they saw; a visit that was booked since is news to them.
    if (seenOf(change, preview) !== typed.videno)
      return showPreview(ctx, opened, preview, words.preview.changedMeanwhile, 409);
    const user = userOf(ctx);
    const now = Date.now() as Instant;
    const save = { id: change.id, version: change.version, now, by: user.id, preview };
    const outcome = await saveOpeningChange(db, save, async (trx, { scope, content }) => {
      const details = {
        change: change.id,
        kind: content.kind,
        slotsMore: preview.slotsMore,
        slotsFewer: preview.slotsFewer,
        visitsHit: preview.visitsHit.length,
      };
      await addAuditEntry(trx, { userId: user.id, action: 'openingHoursChanged', subject: scopeKey(scope), details });
    });
    if (outcome === 'gone') throw new RequestError(404);
    if (outcome === 'overtaken') {
      const again = await open(ctx);
      return showPreview(ctx, again, await look(again), words.preview.changedMeanwhile, 409);
    }
    seeOther(ctx, afterwards(view, preview.visitsHit.length));
  });

  router.post('/spremembe/:id/osvezi', allow('manageLocations'), async (ctx) => {
    const { change } = await openDraft(ctx);
    await rebaseOpeningChange(db, change);
    seeOther(ctx, changePath(change.id, 'predogled'));
  });

  router.post('/spremembe/:id/zavrzi', allow('manageLocations'), async (ctx) => {
    const { change, view } = await open(ctx);
    await discardOpeningChange(db, change.id);
    seeOther(ctx, change.state === 'saved' ? view.path : `${view.path}?opravljeno=zavrzeno`);
  });
  return router;

  /** A change of somebody else's place is not there, whatever its number. */
  async function open(ctx: ParamContext): Promise<Opened> {
    const id = /^\d{1,15}$/.test(String(ctx.params.id)) ? Number(ctx.params.id) : null;
    const change = id === null ? null : await readOpeningChange(db, id);
    if (change === null) throw new RequestError(404);
    const view = await viewOfScope(room, change.scope);
    if (!mayManageScope(ctx, view.place)) throw new RequestError(404);
    return { change, view };
  }

  async function openDraft(ctx: ParamContext): Promise<Opened & { readonly rules: readonly OfficeRule[] }> {
    const { change, view } = await open(ctx);
    if (change.state === 'saved' || change.content.kind !== 'rules') throw new RequestError(409);
    return { change, view, rules: change.content.rules };
  }

  async function openException(ctx: ParamContext) {
    const { change, view } = await open(ctx);
    const { content } = change;
    if (change.state === 'saved') throw new RequestError(409);
    if (content.kind !== 'addException' && content.kind !== 'changeException') throw new RequestError(409);
    const today = dateOf(Date.now());
    const isNew = content.kind === 'addException';
    const { addFor, editFor } = words.exceptions;
    return {
      change,
      view,
      exception: content.exception,
      earliest: isNew || content.before.firstDay > today ? today : content.before.firstDay,
      page: { title: isNew ? addFor(view.name) : editFor(view.name), action: changePath(change.id, 'izjema') },
    };
  }

  async function rulesAbove(view: ScopeView): Promise<readonly OfficeRule[]> {
    const levels = await scopesAbove(room, view);
    return (await Promise.all(levels.map(({ scope }) => listOfficeRules(db, scope)))).flat();
  }

  async function edit(ctx: ParamContext, { change }: Opened, typed: Typed, rules: readonly OfficeRule[]) {
    const version = versionOf(typed);
    const edited = await editOpeningChange(db, { id: change.id, version }, { kind: 'rules', rules });
    if (edited) return seeOther(ctx, changePath(change.id));
    const now = await openDraft(ctx);
    showDraft(ctx, now, now.rules, { kind: 'refused', sentence: words.draft.stale }, 409);
  }

  /** Null: what it would do can not be done any more. */
  async function look({ change }: Opened): Promise<ChangePreview | null> {
    let done = true;
    const preview = await previewChange(db, { now: Date.now() as Instant, scope: change.scope }, async (trx) => {
      done = await applyOpeningChange(trx, change);
    });
    return done ? preview : null;
  }

  async function showPreview(
    ctx: WebContext,
    { change, view }: Opened,
    preview: ChangePreview | null,
    refused: string | null,
    status: number,
  ): Promise<void> {
    const standing = await listOfficeRules(db, change.scope);
    const overtaken = change.stood !== null && !(await isStanding(db, change.scope, change.stood));
    const sentence = refused ?? (preview === null ? words.preview.goneAlready : null);
    renderPage(
      ctx,
      room,
      { title: words.preview.title(view.name), status: preview === null ? 409 : status },
      <PreviewPage
        {...frameOf(ctx, room)}
        view={view}
        change={change}
        preview={preview}
        seen={preview === null ? '' : seenOf(change, preview)}
        standing={standing}
        overtaken={overtaken}
        counterNames={await counterNames(room)}
        notice={sentence === null || overtaken ? null : { kind: 'refused', sentence }}
      />,
    );
  }

  function showDraft(
    ctx: WebContext,
    { change, view }: Opened,
    rules: readonly OfficeRule[],
    notice: DoneNotice | null = null,
    status = 200,
  ): void {
    renderPage(
      ctx,
      room,
      { title: words.draft.title(view.name), status },
      <DraftPage
        {...frameOf(ctx, room)}
        view={view}
        change={change}
        rules={rules}
        notice={notice ?? doneNotice(ctx, words.done)}
      />,
    );
  }

  function showRule(
    ctx: WebContext,
    change: OpeningChange,
    place: string,
    { typed, problems = noProblems, status = 200 }: { typed: Typed; problems?: Problems; status?: number },
  ): void {
    const title = place === 'novo' ? words.rule.newTitle : words.rule.editTitle;
    renderPage(
      ctx,
      room,
      { title, status },
      <RulePage
        {...frameOf(ctx, room)}
        title={title}
        change={change}
        place={place}
        typed={typed}
        problems={problems}
      />,
    );
  }

  function showSaved(ctx: WebContext, { change, view }: Opened): void {
    const title = words.title(view.name);
    renderPage(ctx, room, { title }, <SavedPage {...frameOf(ctx, room)} change={change} view={view} />);
  }
}

/** Where somebody is led after the save. */
function afterwards({ path, place }: ScopeView, hit: number): string {
  if (hit > 0 && place !== null) return `${placePath(place.id, 'premik')}?opravljeno=shranjeno`;
  return `${path}?opravljeno=${hit > 0 ? 'shranjeno-obiski' : 'shranjeno'}`;
}

function ruleAt(rules: readonly OfficeRule[], place: string): OfficeRule {
  const rule = rules.find((_, at) => String(at) === place);
  if (rule === undefined) throw new RequestError(404);
  return rule;
}

/** What somebody saw, in short: days with their slots, and the visits that are hit. */
function seenOf({ version }: OpeningChange, { days, visitsHit }: ChangePreview): string {
  const seen = [version, days, visitsHit.map(({ appointmentId, startsAt }) => [appointmentId, startsAt])];
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22);
}
