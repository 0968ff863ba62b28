import type { ComponentChildren } from 'preact';
import type { WallboardView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { Duration } from '../pages/duration.tsx';
import { Sign } from '../pages/sign.tsx';
import { presentCount, presentShare } from '../present/count.ts';
import { presentMoment } from '../present/time.ts';
import { averageWaitMs, decided, serviceLevelReached, waitingIn } from './day-figures.ts';

const hourMs = 3_600_000;

type Look = 'plain' | 'good' | 'warn' | 'bad';

function Tile(props: {
  name: string;
  hint?: ComponentChildren;
  look?: Look;
  big?: boolean;
  /** Its value has more letters than "12:34". */
  long?: boolean;
  children: ComponentChildren;
}) {
  const { name, hint = null, look = 'plain', big = false, long = false, children } = props;
  return (
    <div class={`tile tile-${look}${big ? ' tile-big' : ''}`}>
      <dt>{name}</dt>
      <dd>
        <span class={long ? 'tile-value tile-value-long' : 'tile-value'}>{children}</span>
        {hint === null ? null : <span class="tile-hint">{hint}</span>}
      </dd>
    </div>
  );
}

/** The numbers that are read from the other end of the room. */
export function FigureTiles({ m, view, now }: { m: Messages; view: WallboardView; now: number }) {
  const { today, queues } = view;
  const waiting = waitingIn(queues);
  const longestMs = waiting.oldestTicketAt === null ? null : now - waiting.oldestTicketAt;
  const goal = queues[0]?.serviceLevel ?? { seconds: 20, share: 0.8 };
  const reached = serviceLevelReached(today, goal.share);
  const average = averageWaitMs(today);
  const promise = view.callbacks.oldestPromiseAt;
  const failing = view.callbacks.failing ?? 0;
  const overdue = longestMs !== null && longestMs > goal.seconds * 1000;
  return (
    <dl class="tiles">
      <Tile name={m.wallboard.waiting} big look={waiting.count === 0 ? 'plain' : overdue ? 'bad' : 'warn'}>
        {presentCount(waiting.count)}
      </Tile>
      <Tile
        name={m.wallboard.longestWait}
        big
        long={longestMs !== null && longestMs >= hourMs}
        look={overdue ? 'bad' : 'plain'}
        hint={
          overdue ? (
            <>
              <Sign name="warning" /> {m.wallboard.overGoal(goal.seconds)}
            </>
          ) : null
        }
      >
        {longestMs === null ? m.none : <Duration milliseconds={longestMs} />}
      </Tile>
      <Tile
        name={m.wallboard.answered}
        hint={m.wallboard.ofOffered(
          presentCount(today.offered),
          (today.selfServed ?? 0) === 0 ? null : presentCount(today.selfServed),
        )}
      >
        {presentCount(today.answered)}
      </Tile>
      <Tile
        name={m.wallboard.abandoned}
        hint={m.wallboard.abandonedShare(presentShare(today.abandoned, decided(today)))}
      >
        {presentCount(today.abandoned)}
      </Tile>
      <Tile
        name={m.wallboard.serviceLevel}
        look={reached === null ? 'plain' : reached ? 'good' : 'warn'}
        hint={
          <>
            {reached === null ? null : <Sign name={reached ? 'reached' : 'warning'} />}{' '}
            {m.wallboard.serviceLevelGoal(presentShare(goal.share, 1), goal.seconds)}
            {reached === null ? null : (
              <span class="visually-hidden">{`, ${reached ? m.wallboard.goalReached : m.wallboard.goalMissed}`}</span>
            )}
          </>
        }
      >
        {presentShare(today.answeredInTime, decided(today))}
      </Tile>
      <Tile
        name={m.callbacks.tile}
        look={failing > 0 || (promise !== null && promise < now) ? 'bad' : 'plain'}
        hint={
          <>
            {failing === 0 ? null : (
              <>
                <Sign name="warning" /> {m.callbacks.tileFailing(failing)};{' '}
              </>
            )}
            {promise === null ? null : (
              <>
                {promise < now ? <Sign name="warning" /> : null} {m.callbacks.tilePromise(presentMoment(promise, now))};{' '}
              </>
            )}
            {m.callbacks.tileKept(today.promisesKept ?? 0, today.promises ?? 0)}
          </>
        }
      >
        {presentCount(view.callbacks.open)}
      </Tile>
      <Tile
        name={m.wallboard.averageWait}
        long={average !== null && average >= hourMs}
        hint={m.wallboard.averageWaitHint}
      >
        {average === null ? m.none : <Duration milliseconds={average} />}
      </Tile>
      <Tile
        name={m.wallboard.openMessages}
        look={view.openMessages > 0 ? 'warn' : 'plain'}
        hint={m.wallboard.openMessagesHint}
      >
        {presentCount(view.openMessages)}
      </Tile>
    </dl>
  );
}
