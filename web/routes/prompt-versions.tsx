import Router from 'koa-router';
import { z } from 'zod';
import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import type { RecordingProblem, StudioRecording } from '../../prompts/studio/convert-recording.ts';
import { convertRecording, recordingProblems } from '../../prompts/studio/convert-recording.ts';
import { listUsers } from '../../sql/people/read-user.ts';
import { findPromptVersion, listPromptVersions } from '../../sql/prompts/list-prompt-versions.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { may } from '../may.ts';
import type { TypedDraft } from '../pages/prompt-editor.tsx';
import type { PromptPageProps } from '../pages/prompt-page.tsx';
import { PromptPage } from '../pages/prompt-page.tsx';
import { promptPath } from '../pages/prompts-page.tsx';
import { isLanguage, isPromptKey, isWorkable } from '../prompts/approval-of.ts';
import type { Decision } from '../prompts/decide.ts';
import { decide } from '../prompts/decide.ts';
import { readPromptLine, usesOf } from '../prompts/read-prompt-line.ts';
import type { Upload } from '../prompts/receive-upload.ts';
import type { DraftInput, DraftOutcome } from '../prompts/save-draft.ts';
import { beginDraft, discardDraft, saveDraft } from '../prompts/save-draft.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { readForm, seeOther } from './forms.ts';
import { allow, userOf } from './guard.ts';

type Place = { readonly key: PromptKey; readonly language: Language };
type Shown = Partial<Pick<PromptPageProps, 'notice' | 'typed' | 'rejection'>> & { readonly status?: number };

const draftForm = z.object({
  besedilo: z.string().max(4000),
  prej: z.string().max(64).default(''),
  odstrani: z.literal('da').optional(),
  dejanje: z.enum(['shrani', 'predlagaj']).default('shrani'),
});
const rejectionForm = z.object({ pripomba: z.string().max(4000).default('') });

/** One prompt in one language, and all that can be done to its versions (R1.9). */
export function promptVersionRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { prompts } = room.messages;

  router.get('/besedila/:key/:language', allow('seePrompts'), async (ctx) => {
    const done = Object.entries(prompts.done).find(([word]) => word === ctx.query.opravljeno);
    await showPrompt(ctx, room, placeOf(ctx), {
      notice: done === undefined ? null : { kind: 'done', sentence: done[1] },
    });
  });
  router.post('/besedila/:key/:language', allow('writePrompts'), async (ctx) => {
    const place = placeOf(ctx);
    await keepDraft(ctx, room, place, null, (input) => beginDraft(room.db, userOf(ctx).id, place, input));
  });
  router.post('/besedila/razlicica/:id/osnutek', allow('writePrompts'), async (ctx) => {
    const { id, ...place } = await versionOf(ctx, room);
    await keepDraft(ctx, room, place, id, (input) => saveDraft(room.db, userOf(ctx).id, id, input));
  });
  router.post('/besedila/razlicica/:id/zavrzi', allow('writePrompts'), async (ctx) => {
    const outcome = await discardDraft(room.db, userOf(ctx).id, String(ctx.params.id));
    if (outcome === null) throw new RequestError(404);
    if (outcome.done) return finish(ctx, outcome.version, 'zavrzeno');
    await showPrompt(ctx, room, outcome.version, {
      notice: { kind: 'refused', sentence: prompts.notDraft },
      status: 409,
    });
  });
  router.post('/besedila/razlicica/:id/odobri', allow('decidePrompts'), (ctx) =>
    decideOn(ctx, room, { type: 'approve' }, 'odobreno'),
  );
  router.post('/besedila/razlicica/:id/zavrni', allow('decidePrompts'), (ctx) =>
    decideOn(ctx, room, { type: 'reject', comment: readForm(ctx, rejectionForm).pripomba }, 'zavrnjeno'),
  );
  router.post('/besedila/razlicica/:id/umakni', allow('decidePrompts'), (ctx) =>
    decideOn(ctx, room, { type: 'retire' }, 'umaknjeno'),
  );
  return router;
}

function placeOf(ctx: WebContext & { readonly params: Record<string, string> }): Place {
  const { key = '', language = '' } = ctx.params;
  if (!isPromptKey(key) || !isLanguage(language)) throw new RequestError(404);
  return { key, language };
}

async function versionOf(
  ctx: WebContext & { readonly params: Record<string, string> },
  { db }: Room,
): Promise<Place & { readonly id: string }> {
  const version = await findPromptVersion(db, String(ctx.params.id));
  if (version === null || !isWorkable(version)) throw new RequestError(404);
  return version;
}

/** The address after a deed, so that loading again repeats nothing. */
function finish(ctx: WebContext, { key, language }: Place, done: keyof Room['messages']['prompts']['done']): void {
  seeOther(ctx, `${promptPath(key, language)}?opravljeno=${done}`);
}

async function keepDraft(
  ctx: WebContext,
  room: Room,
  place: Place,
  draft: string | null,
  store: (input: DraftInput) => Promise<DraftOutcome | null>,
): Promise<void> {
  const { prompts } = room.messages;
  const { besedilo, prej, odstrani, dejanje } = readForm(ctx, draftForm);
  // Browsers send line ends as CRLF; the text must not change for having passed through a form.
  const text = besedilo.replaceAll('\r\n', '\n').trim();
  const typed = (more: Partial<TypedDraft>): TypedDraft => ({ draft, text, soundProblem: null, stored: null, ...more });
  if (text === '') {
    const notice = { kind: 'refused', sentence: prompts.emptyText } as const;
    return showPrompt(ctx, room, place, { notice, typed: typed({}), status: 422 });
  }
  const { recording, problem } = await recordingOf(ctx.state.upload ?? { kind: 'none' });
  const outcome = await store({
    text,
    before: prej,
    sound: recording ?? (odstrani === 'da' ? 'machine' : null),
    propose: dejanje === 'predlagaj' && problem === null,
  });
  if (outcome === null) throw new RequestError(404);
  switch (outcome.kind) {
    case 'saved': {
      const problems = problem === null ? outcome.problems : [recordingProblems[problem], ...outcome.problems];
      if (problems.length === 0) return finish(ctx, place, outcome.proposed ? 'predlagano' : 'shranjeno');
      const sentence = `${prompts.savedBut} ${problems.join(' ')}`;
      const soundProblem = problem === null ? null : recordingProblems[problem];
      return showPrompt(ctx, room, place, {
        notice: { kind: 'refused', sentence },
        typed: typed({ draft: outcome.id, soundProblem }),
        status: 422,
      });
    }
    case 'overtaken': {
      const { id, text: stored } = outcome.current;
      const notice = { kind: 'refused', sentence: prompts.overtaken } as const;
      return showPrompt(ctx, room, place, { notice, typed: typed({ draft: id, stored }), status: 409 });
    }
    case 'refused': {
      // What is no draft any more has no field: what was typed stands in that of the next version.
      const [next] = await listPromptVersions(room.db, { ...place, state: 'draft' });
      return showPrompt(ctx, room, place, {
        notice: { kind: 'refused', sentence: outcome.problems.join(' ') },
        typed: typed(next === undefined ? { draft: null } : { draft: next.id, stored: next.text }),
        status: 409,
      });
    }
  }
}

/** Sound takes time and memory: one file after the other. */
let converting: Promise<unknown> = Promise.resolve();

async function recordingOf(
  upload: Upload,
): Promise<{ readonly recording: StudioRecording | null; readonly problem: RecordingProblem | null }> {
  if (upload.kind === 'none') return { recording: null, problem: null };
  if (upload.kind === 'tooLarge') return { recording: null, problem: 'tooLarge' };
  const turn = converting.then(() => convertRecording(upload.bytes));
  // The next one waits for the end of this one, however it ended.
  converting = turn.catch(() => undefined);
  const converted = await turn;
  return converted.ok
    ? { recording: converted.recording, problem: null }
    : { recording: null, problem: converted.problem };
}

async function decideOn(
  ctx: WebContext & { readonly params: Record<string, string> },
  room: Room,
  decision: Decision,
  done: keyof Room['messages']['prompts']['done'],
): Promise<void> {
  const id = String(ctx.params.id);
  const outcome = await decide(room.db, room.messages.prompts, userOf(ctx).id, id, decision);
  if (outcome === null) throw new RequestError(404);
  if (outcome.problems.length === 0) return finish(ctx, outcome.version, done);
  await showPrompt(ctx, room, outcome.version, {
    notice: { kind: 'refused', sentence: outcome.problems.join(' ') },
    rejection: decision.type === 'reject' ? { id, comment: decision.comment } : null,
    status: 409,
  });
}

async function showPrompt(
  ctx: WebContext,
  room: Room,
  { key, language }: Place,
  { notice = null, typed = null, rejection = null, status = 200 }: Shown,
): Promise<void> {
  const { db, messages } = room;
  const [versions, users, line, rules] = await Promise.all([
    listPromptVersions(db, { key, language }),
    listUsers(db),
    readPromptLine(db),
    readSetting(db, 'promptApproval'),
  ]);
  const user = userOf(ctx);
  const title = messages.prompts.heading(messages.callStory.promptNames[key], messages.languages[language]);
  renderPage(
    ctx,
    room,
    { title, status, script: 'prompt-editor.js' },
    <PromptPage
      {...frameOf(ctx, room)}
      promptKey={key}
      language={language}
      versions={versions.filter(isWorkable)}
      uses={usesOf(line, key, language)}
      nameOf={(id) => users.find((one) => one.id === id)?.name ?? messages.none}
      mayWrite={may(user, 'writePrompts')}
      mayDecide={may(user, 'decidePrompts')}
      proposerMayApprove={rules?.proposerMayApprove ?? false}
      notice={notice}
      typed={typed}
      rejection={rejection}
    />,
  );
}
