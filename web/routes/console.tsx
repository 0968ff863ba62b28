import Router from 'koa-router';
import { z } from 'zod';
import type { Command } from '../../engine/core/commands.ts';
import type { AgentId, CallbackId, CallId } from '../../engine/core/ids.ts';
import type { AgentView } from '../../engine/core/views.ts';
import { countVisitsOfCalls } from '../../sql/calendar/count-visits-of-calls.ts';
import { recentCallsOfAgent } from '../../sql/calls/recent-calls-of-agent.ts';
import { readConsoleChoices } from '../../sql/web/read-console-choices.ts';
import { AgentConsole } from '../console/agent-console.tsx';
import type { ConsoleProps, LastCall } from '../console/console-props.ts';
import { nextStepMaximum, notesMaximum } from '../console/description-form.tsx';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import type { DoorAnswer } from '../door/door.ts';
import type { ConsoleIsland } from '../islands/console.tsx';
import type { LiveConsole } from '../live/live-state.ts';
import { presentNumber } from '../present/phone-number.ts';
import { renderPage } from '../render.tsx';
import { consultCommand, consultForm, transferCommand, transferForm } from './console-transfer.ts';
import { answerIsland, command, fromIsland, readForm, seeOther } from './forms.ts';
import { allow, userOf } from './guard.ts';

const call = z.string().min(1).max(100) as unknown as z.ZodType<CallId>;
const stateForm = z.object({
  dejanje: z.enum(['prijava', 'naVoljo', 'premor', 'odjava']),
  razlog: z.string().max(50).default(''),
});
const descriptionForm = z.object({
  klic: call,
  kategorija: z.string().max(50).default(''),
  // A browser sends line ends as two characters and counts them as one.
  zapis: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n'))
    .pipe(z.string().max(notesMaximum))
    .default(''),
  naslednjiKorak: z.string().max(nextStepMaximum).default(''),
  dejanje: z.enum(['shrani', 'dokoncaj']).default('shrani'),
});
const holdForm = z.object({ klic: call, dejanje: z.enum(['zadrzi', 'nadaljuj']) });
const callbackForm = z.object({ klic: z.string().min(1).max(64) as unknown as z.ZodType<CallbackId> });
const recordingForm = z.object({ klic: call, dejanje: z.enum(['ustavi', 'nadaljuj']) });

/** The agent's console (R2.1, R2.2, R2.5, R2.7, R2.8): everything by forms; an island makes it live. */
export function consoleRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const own = allow('useConsole');

  router.get('/konzola', own, async (ctx) => {
    await showConsole(ctx, room, noticeOf(room, ctx.query.sporocilo));
  });
  router.get('/konzola/dogodki', own, (ctx) => {
    const agentId = agentIdOf(ctx);
    room.streams.open<LiveConsole>(ctx, {
      read: () => liveConsole(room, room.door.agent(agentId)),
      watch(changed) {
        const stops = [room.door.watchAgent(agentId, changed), watchAsterisk(room, changed)];
        return () => {
          for (const stop of stops) stop();
        };
      },
      everyMs: 0,
    });
  });
  router.get('/konzola/klici', own, async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await lastCalls(ctx, room);
  });

  router.post('/konzola/stanje', own, async (ctx) => {
    const { dejanje, razlog } = readForm(ctx, stateForm);
    const agentId = agentIdOf(ctx);
    const before = room.door.agent(agentId);
    const answer = await command(ctx, room, 'useConsole', stateCommand(agentId, dejanje, razlog));
    // During a call and its wrap-up the engine keeps the wish for later, which the page would not show.
    const later = before !== null && ['talking', 'onHold', 'wrapUp'].includes(before.state);
    settle(ctx, room, answer, later ? 'afterwards' : null);
  });

  router.post('/konzola/opis', own, async (ctx) => {
    const { klic, kategorija, zapis, naslednjiKorak, dejanje } = readForm(ctx, descriptionForm);
    const agentId = agentIdOf(ctx);
    const describe: Command = {
      type: 'DescribeCall',
      agentId,
      callId: klic,
      disposition: kategorija === '' ? null : kategorija,
      notes: zapis,
      nextStep: naslednjiKorak,
    };
    let answer = await command(ctx, room, 'useConsole', describe);
    if (answer.ok && dejanje === 'dokoncaj') {
      answer = await command(ctx, room, 'useConsole', { type: 'FinishWrapUp', agentId });
    }
    if (answer.ok || fromIsland(ctx)) {
      settle(ctx, room, answer, dejanje === 'shrani' ? 'saved' : null);
      return;
    }
    // Redirecting would lose what was typed.
    const unsaved = { disposition: kategorija, notes: zapis, nextStep: naslednjiKorak };
    await showConsole(ctx, room, { kind: 'refused', sentence: room.messages.refusals[answer.refusal] }, unsaved, 409);
  });

  router.post('/konzola/zadrzanje', own, async (ctx) => {
    const { klic, dejanje } = readForm(ctx, holdForm);
    const type = dejanje === 'zadrzi' ? 'HoldCaller' : 'ResumeCaller';
    settle(ctx, room, await command(ctx, room, 'useConsole', { type, agentId: agentIdOf(ctx), callId: klic }), null);
  });

  router.post('/konzola/prevezava', own, async (ctx) => {
    const wanted = transferCommand(agentIdOf(ctx), readForm(ctx, transferForm));
    settle(ctx, room, await command(ctx, room, 'useConsole', wanted), null);
  });

  router.post('/konzola/posvet', own, async (ctx) => {
    const wanted = consultCommand(agentIdOf(ctx), readForm(ctx, consultForm));
    settle(ctx, room, await command(ctx, room, 'useConsole', wanted), null);
  });

  router.post('/konzola/povratni-klic', own, async (ctx) => {
    const { klic } = readForm(ctx, callbackForm);
    const wanted: Command = { type: 'RetryCallback', callbackId: klic, notes: '' };
    settle(ctx, room, await command(ctx, room, 'useConsole', wanted), null);
  });

  router.post('/konzola/snemanje', own, async (ctx) => {
    const { klic, dejanje } = readForm(ctx, recordingForm);
    const type = dejanje === 'ustavi' ? 'PauseRecording' : 'ResumeRecording';
    const wanted: Command = { type, agentId: agentIdOf(ctx), callId: klic };
    settle(ctx, room, await command(ctx, room, 'useConsole', wanted), null);
  });
  return router;
}

/** An agent is the user of the same id. */
const agentIdOf = (ctx: WebContext): AgentId => userOf(ctx).id as AgentId;

function stateCommand(agentId: AgentId, action: z.output<typeof stateForm>['dejanje'], reason: string): Command {
  switch (action) {
    case 'prijava':
      return { type: 'SignIn', agentId };
    case 'naVoljo':
      return { type: 'BecomeReady', agentId };
    case 'premor':
      return { type: 'Pause', agentId, reason };
    case 'odjava':
      return { type: 'SignOut', agentId };
  }
}

type Told = 'afterwards' | 'saved';

/** To an island a sentence, to a form the page again with the sentence on it. */
function settle(ctx: WebContext, room: Room, answer: DoorAnswer, told: Told | null): void {
  const { agentConsole, refusals } = room.messages;
  if (fromIsland(ctx)) {
    const sentence = answer.ok ? (told === 'afterwards' ? agentConsole.afterwards : null) : refusals[answer.refusal];
    answerIsland(ctx, answer.ok, sentence);
    return;
  }
  const message = answer.ok ? told : answer.refusal;
  seeOther(ctx, message === null ? '/konzola' : `/konzola?sporocilo=${message}`);
}

function noticeOf({ messages }: Room, key: unknown): ConsoleProps['notice'] {
  if (key === 'afterwards' || key === 'saved') return { kind: 'done', sentence: messages.agentConsole[key] };
  const refusals: Readonly<Record<string, string>> = messages.refusals;
  const sentence = typeof key === 'string' && Object.hasOwn(refusals, key) ? refusals[key] : undefined;
  return sentence === undefined ? null : { kind: 'refused', sentence };
}

async function showConsole(
  ctx: WebContext,
  room: Room,
  notice: ConsoleProps['notice'],
  unsaved: ConsoleProps['unsaved'] = null,
  status = 200,
): Promise<void> {
  const { messages } = room;
  const user = userOf(ctx);
  const title = messages.agentConsole.title;
  if (user.phone === null) {
    const content = <p class="card">{messages.agentConsole.notAnAgent}</p>;
    return renderPage(
      ctx,
      room,
      { title, look: 'console' },
      <>
        <h1>{title}</h1>
        {content}
      </>,
    );
  }
  const [view, choices, calls] = await Promise.all([
    room.door.readAgent(agentIdOf(ctx)),
    readConsoleChoices(room.db),
    lastCalls(ctx, room),
  ]);
  const { csrfToken } = ctx.state;
  const island: ConsoleIsland = {
    live: liveConsole(room, view),
    csrfToken,
    choices,
    lastCalls: calls,
    notice,
    unsaved,
  };
  // Without script the page looks for the next call by itself, but never while somebody is writing.
  const writing = view?.call != null && view.state !== 'offered';
  renderPage(
    ctx,
    room,
    { title, status, script: 'console.js', look: 'console', refreshSeconds: writing || unsaved !== null ? null : 5 },
    <>
      <div id="konzola" data-island={JSON.stringify(island)}>
        <AgentConsole m={messages} now={island.live.now} {...island} />
      </div>
      <p id="oznanilo" class="visually-hidden" aria-live="assertive" />
    </>,
  );
}

function liveConsole({ door }: Room, view: AgentView | null): LiveConsole {
  const number = view?.call?.callerNumber ?? null;
  return {
    now: Date.now(),
    door: door.state(),
    asteriskLostSince: door.asteriskLostSince(),
    view,
    caller: number === null ? null : presentNumber(number),
  };
}

/** The agent's view does not change when Asterisk is lost or back; the wallboard's does. */
function watchAsterisk({ door }: Room, changed: () => void): () => void {
  let last = door.asteriskLostSince();
  return door.watchWallboard(() => {
    const since = door.asteriskLostSince();
    if (since === last) return;
    last = since;
    changed();
  });
}

const lastCallsShown = 8;

async function lastCalls(ctx: WebContext, { db, messages }: Room): Promise<readonly LastCall[]> {
  const languages: Readonly<Record<string, string>> = messages.languages;
  const calls = await recentCallsOfAgent(db, userOf(ctx).id, lastCallsShown);
  const visits = await countVisitsOfCalls(
    db,
    calls.map(({ id }) => id),
  );
  return calls.map((entry) => ({
    id: entry.id,
    startedAt: entry.startedAt,
    caller: entry.callerNumber === null ? null : presentNumber(entry.callerNumber),
    language: entry.language === null ? null : (languages[entry.language] ?? entry.language),
    talkMs: entry.talkMs,
    disposition: entry.dispositionName,
    visits: visits.get(entry.id) ?? 0,
    closed: entry.closed,
  }));
}
