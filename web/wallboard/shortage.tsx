import { runsShortOfLegs } from '../../engine/core/leg-limit.ts';
import type { WallboardView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { Sign } from '../pages/sign.tsx';
import { presentMoment } from '../present/time.ts';

type Short = Pick<WallboardView, 'journal' | 'legs'>;

/** What the line runs short of while it serves, since when, and what to do; empty, and still there to be spoken. */
export function Shortage(props: { readonly m: Messages; readonly view: Short | null; readonly now: number }) {
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

function sentencesOf({ shortage }: Messages, view: Short | null, now: number): string[] {
  const { journal = null, legs = null } = view ?? {};
  const ofJournal = journal === null ? [] : [shortage[journal.kept](presentMoment(journal.since, now))];
  if (legs === null || !runsShortOfLegs(legs)) return ofJournal;
  return [...ofJournal, (legs.full ? shortage.full : shortage.legs)(legs.used, legs.limit)];
}
