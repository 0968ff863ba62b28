import { hydrate } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ConsoleChoices } from '../../sql/web/read-console-choices.ts';
import { AgentConsole } from '../console/agent-console.tsx';
import type { ConsoleProps, LastCall } from '../console/console-props.ts';
import { followLine } from '../live/island-line.ts';
import type { LiveConsole, Trouble } from '../live/live-state.ts';
import { sl } from '../messages/sl.ts';
import { noticeChange } from './console-changes.ts';
import { useDescription } from './console-description.ts';
import { postForm } from './console-forms.ts';
import { followShortcuts } from './console-shortcuts.ts';
import { islandRoot, serverClock } from './island-data.ts';
import { openRinger } from './ringer.ts';

export type ConsoleIsland = {
  readonly live: LiveConsole;
  readonly csrfToken: string;
  readonly choices: ConsoleChoices;
  readonly lastCalls: readonly LastCall[];
  readonly notice: ConsoleProps['notice'];
  readonly unsaved: ConsoleProps['unsaved'];
};

const { element, data } = islandRoot<ConsoleIsland>('konzola');
const clock = serverClock(data.live.now);
const ringer = openRinger();

function LiveAgentConsole() {
  const [live, setLive] = useState(data.live);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [now, setNow] = useState(data.live.now);
  const [notice, setNotice] = useState(data.notice);
  const [lastCalls, setLastCalls] = useState(data.lastCalls);
  const [started, setStarted] = useState(false);
  const [ringOn, setRingOn] = useState(false);
  const latest = useRef(data.live);
  const description = useDescription(live.view, now);

  useEffect(() => {
    setStarted(true);
    setRingOn(ringer.on);
    followLine<LiveConsole>('/konzola/dogodki', {
      onState(next) {
        clock.set(next.now);
        const before = latest.current;
        latest.current = next;
        setLive(next);
        setNow(clock.now());
        noticeChange(before, next, ringer);
        const ended = before.view?.call?.callId;
        if (ended !== undefined && next.view?.call?.callId !== ended) void reloadLastCalls(ended, setLastCalls);
      },
      onTrouble: setTrouble,
      now: clock.now,
    });
    followShortcuts(() => latest.current.view);
    noticeChange(null, latest.current, ringer);
    const ticking = setInterval(() => setNow(clock.now()), 1000);
    return () => clearInterval(ticking);
  }, []);

  const submit = useCallback((event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    if (form.id === 'obrazec-opis') description.forget();
    void postForm(form, event.submitter).then((answer) => {
      setNotice(answer);
      if (form.id === 'obrazec-opis') description.settled(answer?.kind !== 'refused');
    });
  }, []);

  return (
    <AgentConsole
      m={sl}
      live={live}
      now={now}
      ownTrouble={trouble}
      csrfToken={data.csrfToken}
      choices={data.choices}
      lastCalls={lastCalls}
      notice={notice}
      unsaved={data.unsaved}
      island={
        started
          ? {
              submit,
              typed: description.typed,
              saving: description.saving,
              ringing: {
                on: ringOn,
                turn(on) {
                  ringer.turn(on);
                  setRingOn(on);
                },
              },
            }
          : null
      }
    />
  );
}

/** The record of a call reaches the database a moment after the call: asked for again, less and less often, until it is there. */
async function reloadLastCalls(ended: string, set: (calls: readonly LastCall[]) => void): Promise<void> {
  for (const delay of [100, 400, 1_000, 2_500, 6_000]) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    const answer = await fetch('/konzola/klici', { cache: 'no-store' }).catch(() => null);
    if (answer?.ok !== true) continue;
    const calls = (await answer.json()) as readonly LastCall[];
    set(calls);
    if (calls.some((call) => call.id === ended && call.closed)) return;
  }
}

hydrate(<LiveAgentConsole />, element);
