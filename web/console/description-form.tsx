import { useState } from 'preact/hooks';
import type { AgentCallView, AgentView } from '../../engine/core/views.ts';
import { Duration } from '../pages/duration.tsx';
import { FormToken } from '../pages/form-token.tsx';
import type { ConsoleProps } from './console-props.ts';

/** Enough for every call; a whole letter belongs elsewhere. */
export const notesMaximum = 4000;
export const nextStepMaximum = 500;

/** What the call was about, during it and in wrap-up (R2.7). */
export function DescriptionForm(props: ConsoleProps & { readonly view: AgentView; readonly call: AgentCallView }) {
  const { m, view, call, choices, now } = props;
  // What the agent types is theirs: what comes back from the engine a moment later must not undo it.
  const [given] = useState(() => props.unsaved ?? { ...call, disposition: call.disposition ?? '' });
  const wrapUp = view.state === 'wrapUp';
  return (
    <form
      class="description"
      method="post"
      action="/konzola/opis"
      id="obrazec-opis"
      onSubmit={props.island?.submit}
      onInput={props.island?.typed}
    >
      <FormToken token={props.csrfToken} />
      <input type="hidden" name="klic" value={call.callId} />
      <h3>{m.agentConsole.aboutCall}</h3>
      <fieldset class="chips" id="kategorija">
        <legend>{m.agentConsole.disposition}</legend>
        {choices.dispositions.map((disposition) => (
          <label key={disposition.key} class="chip">
            <input
              type="radio"
              name="kategorija"
              value={disposition.key}
              defaultChecked={given.disposition === disposition.key}
            />
            {disposition.name}
          </label>
        ))}
      </fieldset>
      <label for="zapis">{m.agentConsole.notes}</label>
      <textarea
        name="zapis"
        id="zapis"
        rows={4}
        maxLength={notesMaximum}
        aria-describedby="zapis-namig"
        defaultValue={given.notes}
      />
      <small id="zapis-namig">{m.agentConsole.notesHint}</small>
      <label for="naslednji-korak">{m.agentConsole.nextStep}</label>
      <input
        type="text"
        name="naslednjiKorak"
        id="naslednji-korak"
        maxLength={nextStepMaximum}
        autoComplete="off"
        defaultValue={given.nextStep}
      />
      <div class="description-end">
        <button type="submit" name="dejanje" value="shrani" class="secondary">
          {m.agentConsole.save}
        </button>
        {wrapUp ? (
          <button type="submit" name="dejanje" value="dokoncaj">
            {m.agentConsole.finish}
          </button>
        ) : null}
        {wrapUp && view.wrapUpEndsAt !== null ? (
          <span class="wrap-up-ends">
            {m.agentConsole.wrapUpEnds} <Duration milliseconds={Math.max(0, view.wrapUpEndsAt - now)} />
          </span>
        ) : null}
        <span class="saving" role="status">
          {props.island?.saving == null ? null : m.agentConsole[props.island.saving]}
        </span>
      </div>
    </form>
  );
}
