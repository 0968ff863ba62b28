import { runsShortOfLegs } from '../../engine/core/leg-limit.ts';
import type { WallboardView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { Sign } from '../pages/sign.tsx';
import { presentMoment } from '../present/time.ts';

type Short = Pick<WallboardView, 'journal' | 'legs'>;
type LegsView = NonNullable<Short['legs']>;

/** What the line runs short of while it serves, since when, and what to do; empty, and still there to be spoken. */
export function Shortage(props: { readonly m: Messages; readonly view: Short | null; readonly now: number }) {
  const { journal = null, legs = null } = props.view ?? {};
  const { shortage } = props.m;
  const journalLine = journal !== null && (
    <p>
      <Sign name="warning" /> {shortage[journal.kept](presentMoment(journal.since, props.now))}
    </p>
  );
  const legsLine = legs !== null && runsShortOfLegs(legs) && <LegsLine shortage={shortage} legs={legs} />;
  const isHarmless = journal?.kept === 'inReserve';
  const isFull = legs?.full === true;
  return (
    <>
      <div class="trouble shortage-trouble" role="alert">
        {!isHarmless && journalLine}
        {isFull && legsLine}
      </div>
      <div class="trouble warned shortage-warning" role="status">
        {isHarmless && journalLine}
        {!isFull && legsLine}
      </div>
    </>
  );
}

/** How many are used changes with each call, and is not read out each time. */
function LegsLine({ shortage, legs }: { readonly shortage: Messages['shortage']; readonly legs: LegsView }) {
  const [before = '', after = ''] = legs.full ? shortage.full : shortage.legs;
  return (
    <p>
      <Sign name="warning" />
      <span>
        {before}
        <span aria-live="off">{shortage.used(legs.used, legs.limit)}</span>
        {after}
      </span>
    </p>
  );
}
