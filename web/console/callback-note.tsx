import type { AgentCallbackView } from '../../engine/core/views.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Sign } from '../pages/sign.tsx';
import { presentMoment } from '../present/time.ts';
import type { ConsoleProps } from './console-props.ts';

type NoteProps = ConsoleProps & { readonly callback: AgentCallbackView };

/** Who is called back, when they asked for it and how often it was tried (R1.11, R2.5). */
export function CallbackNote(props: NoteProps) {
  const { m, callback, now } = props;
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
      {stage === 'talking' || stage === 'over' ? <TryAgain {...props} stage={stage} /> : null}
    </div>
  );
}

/** Whoever answered was not the one who is owed the call: it is tried again by the schedule. */
function TryAgain({ m, callback, csrfToken, island, stage }: NoteProps & { readonly stage: 'talking' | 'over' }) {
  const words = m.callbacks.console;
  return (
    <form method="post" action="/konzola/povratni-klic" id="obrazec-povratni-klic" onSubmit={island?.submit}>
      <FormToken token={csrfToken} />
      <input type="hidden" name="klic" value={callback.callbackId} />
      <button type="submit" class="secondary" aria-describedby="povratni-klic-namig">
        {words.again}
      </button>
      <small id="povratni-klic-namig">{words.againHint[stage]}</small>
    </form>
  );
}
