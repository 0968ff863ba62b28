import type { AgentCallView, ConsultView, TransferTargets } from '../../engine/core/views.ts';
import { FormToken } from '../pages/form-token.tsx';
import type { ConsoleProps } from './console-props.ts';

type ControlProps = ConsoleProps & { readonly call: AgentCallView };

/** Where the caller can be sent, and whom the agent can ask first (R2.6). */
export function TransferControl(props: ControlProps & { readonly targets: TransferTargets }) {
  const { m, targets } = props;
  return (
    <fieldset class="transfer">
      <legend>{m.transfer.title}</legend>
      <ToColleague {...props} agents={targets.agents} />
      <ToQueue {...props} queues={targets.queues} />
      {targets.outside.length === 0 ? null : <ToOutside {...props} contacts={targets.outside} />}
    </fieldset>
  );
}

function ToColleague(props: ControlProps & { readonly agents: TransferTargets['agents'] }) {
  const { m, call, agents } = props;
  const words = m.transfer;
  if (!agents.some(({ free }) => free)) return <p>{words.noColleague}</p>;
  return (
    <form method="post" action="/konzola/prevezava" id="obrazec-svetovalec" onSubmit={props.island?.submit}>
      <FormToken token={props.csrfToken} />
      <input type="hidden" name="klic" value={call.callId} />
      <label for="svetovalec">{words.colleague}</label>
      <select id="svetovalec" name="svetovalec" required>
        <option value="">{words.chooseColleague}</option>
        {agents.map(({ id, name, state, free }) => (
          <option key={id} value={id} disabled={!free}>
            {words.colleagueOption(name, m.agentStates[state])}
          </option>
        ))}
      </select>
      <button type="submit" name="dejanje" value="posvet" aria-describedby="posvet-namig">
        {words.consult}
      </button>
      <button type="submit" name="dejanje" value="svetovalcu" class="secondary">
        {words.toColleague}
      </button>
      <small id="posvet-namig">{words.consultHint}</small>
    </form>
  );
}

function ToQueue(props: ControlProps & { readonly queues: TransferTargets['queues'] }) {
  const { m, call, queues } = props;
  const words = m.transfer;
  return (
    <form method="post" action="/konzola/prevezava" id="obrazec-vrsta" onSubmit={props.island?.submit}>
      <FormToken token={props.csrfToken} />
      <input type="hidden" name="klic" value={call.callId} />
      <label for="vrsta">{words.queue}</label>
      <select id="vrsta" name="vrsta" required>
        {queues.map(({ id, name, waiting }) => (
          <option key={id} value={id}>
            {words.queueOption(name, waiting)}
          </option>
        ))}
      </select>
      <button type="submit" name="dejanje" value="vVrsto" class="secondary" aria-describedby="vrsta-namig">
        {words.toQueue}
      </button>
      <small id="vrsta-namig">{words.queueHint}</small>
    </form>
  );
}

function ToOutside(props: ControlProps & { readonly contacts: TransferTargets['outside'] }) {
  const { m, call, contacts } = props;
  const words = m.transfer;
  return (
    <form method="post" action="/konzola/prevezava" id="obrazec-zunanja" onSubmit={props.island?.submit}>
      <FormToken token={props.csrfToken} />
      <input type="hidden" name="klic" value={call.callId} />
      <label for="zunanja">{words.outside}</label>
      <select id="zunanja" name="zunanja" required>
        <option value="">{words.chooseOutside}</option>
        {contacts.map(({ id, name, kind, code, open, free }) => (
          <option key={id} value={id} disabled={!free}>
            {free
              ? words.outsideOption(name, m.contacts.kinds[kind], code)
              : open
                ? words.outsideBusy(name)
                : words.outsideClosed(name)}
          </option>
        ))}
      </select>
      <button type="submit" name="dejanje" value="posvetZunaj" aria-describedby="zunanja-namig">
        {words.consultOutside}
      </button>
      <button type="submit" name="dejanje" value="ven" class="secondary" aria-describedby="zunanja-namig">
        {words.toOutside}
      </button>
      <small id="zunanja-namig">
        {words.outsideHint} {words.outsideKeys}
      </small>
    </form>
  );
}

/** Who hears whom while a colleague or somebody outside is asked, and what the agent who asks can do. */
export function ConsultControl(props: ControlProps & { readonly consult: ConsultView }) {
  const { m, call, consult } = props;
  const words = m.transfer;
  const { part, state, name, outside = false } = consult;
  const says = (
    <p role="status" class="consult-state">
      {words[part][state](name)}
    </p>
  );
  if (part === 'isAsked') return <section class={`consult consult-${state}`}>{says}</section>;
  const answered = state === 'asking' || state === 'parked';
  return (
    <form
      class={`consult consult-${state}`}
      method="post"
      action="/konzola/posvet"
      id="obrazec-posvet"
      aria-label={words.consultTitle}
      onSubmit={props.island?.submit}
    >
      <FormToken token={props.csrfToken} />
      <input type="hidden" name="klic" value={call.callId} />
      {says}
      <button type="submit" name="dejanje" value="nazaj">
        {words.returnToCaller}
      </button>
      {answered ? (
        <>
          <button type="submit" name="dejanje" value="preklopi" class="secondary">
            {state === 'asking' ? words.swapToCaller : outside ? words.swapToOutside : words.swapToColleague}
          </button>
          <button type="submit" name="dejanje" value="konferenca" class="secondary">
            {words.conference}
          </button>
        </>
      ) : null}
      <button type="submit" name="dejanje" value="predaj" class="secondary" aria-describedby="predaj-namig">
        {words.complete}
      </button>
      <small id="predaj-namig">{words.completeHint}</small>
    </form>
  );
}

/** What colleagues wrote about this call before it came here. */
export function EarlierNotes({ m, call }: ControlProps) {
  const written = call.earlier.filter(({ notes, nextStep }) => notes !== '' || nextStep !== '');
  if (written.length === 0) return null;
  return (
    <dl class="earlier-notes">
      {written.map(({ name, notes, nextStep }) => (
        <div key={name}>
          <dt>{m.transfer.earlier(name)}</dt>
          <dd class="as-typed">{[notes, nextStep].filter((text) => text !== '').join('\n')}</dd>
        </div>
      ))}
    </dl>
  );
}
