import type { WallboardView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { Sign } from '../pages/sign.tsx';
import { presentMoment } from '../present/time.ts';

/** What the line runs short of while it serves, since when, and what to do; empty, and still there to be spoken. */
export function Shortage(props: {
  readonly m: Messages;
  readonly view: Pick<WallboardView, 'journal'> | null;
  readonly now: number;
}) {
  const sentences = sentencesOf(props.m, props.view, props.now);
  return (
    <div class="trouble shortage-trouble" role="alert">
      {sentences.map((sentence) => (
        <p key={sentence}>
          <Sign name="warning" /> {sentence}
        </p>
      ))}
    </div>
  );
}

function sentencesOf({ shortage }: Messages, view: Pick<WallboardView, 'journal'> | null, now: number): string[] {
  const journal = view?.journal ?? null;
  return journal === null ? [] : [shortage[journal.kept](presentMoment(journal.since, now))];
}
