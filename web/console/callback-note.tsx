import type { AgentCallbackView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { Sign } from '../pages/sign.tsx';
import { presentMoment } from '../present/time.ts';

/** Who is called back, when they asked for it and how often it was tried (R1.11, R2.5). */
export function CallbackNote({ m, callback, now }: { m: Messages; callback: AgentCallbackView; now: number }) {
  const words = m.callbacks.console;
  const { reason, askedAt, promisedBy, earlierTries, notes, stage } = callback;
  return (
    <div class="callback-note">
      <h3>
        <Sign name={now > promisedBy && stage === 'offered' ? 'warning' : 'offered'} /> {words.heading}
      </h3>
      <p role="status">{words.stages[stage]}</p>
      <ul>
        <li>
          {words.asked(presentMoment(askedAt, now))} – {m.callbacks.reasons[reason]}
        </li>
        <li>{words.promised(presentMoment(promisedBy, now))}</li>
        <li>{words.earlierTries(earlierTries)}</li>
        {notes === '' ? null : <li class="callback-notes">{notes}</li>}
      </ul>
    </div>
  );
}
