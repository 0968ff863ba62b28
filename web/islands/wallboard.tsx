import { hydrate } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { followLine } from '../live/island-line.ts';
import type { LiveWallboard, Trouble } from '../live/live-state.ts';
import { sl } from '../messages/sl.ts';
import { timeFieldOf } from '../present/time.ts';
import { Board } from '../wallboard/board.tsx';
import { quartersOf, waitingIn } from '../wallboard/day-figures.ts';
import { announce, islandRoot, serverClock } from './island-data.ts';
import { QuartersCanvas } from './quarters-canvas.tsx';

export type WallboardIsland = {
  readonly live: LiveWallboard;
  readonly mayOverrideLine: boolean;
  readonly reasonNames: Readonly<Record<string, string>>;
};

const { element, data } = islandRoot<WallboardIsland>('stena');
const clock = serverClock(data.live.now);

function LiveBoard() {
  const [live, setLive] = useState(data.live);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [now, setNow] = useState(data.live.now);
  // What only a browser can do comes after the page is taken over as the server sent it.
  const [started, setStarted] = useState(false);
  const latest = useRef(data.live);
  useEffect(() => {
    setStarted(true);
    followLine<LiveWallboard>('/stena/dogodki', {
      onState(next) {
        clock.set(next.now);
        announceChange(latest.current, next);
        latest.current = next;
        setLive(next);
        setNow(clock.now());
      },
      onTrouble: setTrouble,
      now: clock.now,
    });
    const ticking = setInterval(() => setNow(clock.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  return (
    <Board
      m={sl}
      live={live}
      now={now}
      ownTrouble={trouble}
      mayOverrideLine={data.mayOverrideLine}
      reasonNames={data.reasonNames}
      fullScreen={started ? <FullScreenButton /> : null}
      chart={
        started && live.view !== null ? (
          <QuartersCanvas quarters={quartersOf(live.view, timeFieldOf(now))} />
        ) : undefined
      }
    />
  );
}

function FullScreenButton() {
  if (!document.fullscreenEnabled) return null;
  const turn = (): void => {
    if (document.fullscreenElement === null) void document.documentElement.requestFullscreen();
    else void document.exitFullscreen();
  };
  return (
    <button type="button" class="quiet" onClick={turn}>
      {sl.wallboard.fullScreen}
    </button>
  );
}

/** Only what somebody would want to be told: not each number, not each second. */
function announceChange(before: LiveWallboard, after: LiveWallboard): void {
  if (before.view === null || after.view === null) return;
  const [was, is] = [waitingIn(before.view.queues).count, waitingIn(after.view.queues).count];
  if (was === 0 && is > 0) announce(sl.wallboard.firstWaiting);
  if (was > 0 && is === 0) announce(sl.wallboard.queueEmpty);
  if (before.view.line.open !== after.view.line.open) announce(after.view.line.open ? sl.line.open : sl.line.closed);
  if (!before.door.connected && after.door.connected) announce(sl.connection.restored);
}

hydrate(<LiveBoard />, element);
