import type { QueueView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { presentCount, presentShare } from '../present/count.ts';
import { sayDuration } from '../present/time.ts';

/** How far the waiting times that callers are told can be relied on, and what that means. */
export function EstimatesNote({ m, queues }: { m: Messages; queues: readonly QueueView[] }) {
  return (
    <>
      {queues.map(({ id, name, estimates }) => (
        <p key={id} class="board-estimates">
          <strong>{m.wallboard.estimatesHeading}</strong>
          {queues.length === 1 ? null : ` (${name})`}: {sayEstimates(m, estimates)}.
        </p>
      ))}
      {queues.length === 0 ? null : <p class="board-estimates">{m.wallboard.estimatesDefinition}</p>}
    </>
  );
}

function sayEstimates({ wallboard }: Messages, estimates: QueueView['estimates']): string {
  const { silence, spoken, kept, medianErrorSeconds } = estimates;
  if (silence === 'tooLittleKnown') return wallboard.estimatesTooFew;
  const proved =
    spoken === 0 || medianErrorSeconds === null
      ? wallboard.estimatesNone
      : [
          wallboard.estimatesKept(presentCount(kept), presentCount(spoken), presentShare(kept, spoken)),
          wallboard.estimatesError(sayDuration(medianErrorSeconds * 1000)),
        ].join(', ');
  return silence === null ? proved : `${wallboard.estimatesPoor}; ${proved}`;
}
