import type { AgentCallView, AgentView } from '../../engine/core/views.ts';
import { Duration } from '../pages/duration.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Sign } from '../pages/sign.tsx';
import { CallbackNote } from './callback-note.tsx';
import type { ConsoleProps } from './console-props.ts';
import { DescriptionForm } from './description-form.tsx';
import { ConsultControl, EarlierNotes, TransferControl } from './transfer-control.tsx';

type PanelProps = ConsoleProps & { readonly view: AgentView };

/** The call that rings, is talked or is written up (R2.5, R2.7). */
export function CallPanel(props: PanelProps) {
  const { m, view } = props;
  const { call } = view;
  if (call === null) {
    return (
      <section class="card call call-none" aria-labelledby="klic">
        <h2 id="klic" tabIndex={-1}>
          {m.agentConsole.call}
        </h2>
        <p>{m.agentConsole.noCall}</p>
      </section>
    );
  }
  const { consult } = call;
  const isAsked = consult?.part === 'isAsked';
  const onHold = view.state === 'onHold';
  const phase = view.state === 'offered' ? 'ringing' : view.state === 'wrapUp' ? 'wrap-up' : 'talking';
  return (
    <section class={`card call call-${phase}`} aria-labelledby="klic">
      <h2 id="klic" tabIndex={-1}>
        <Sign name={view.state} />{' '}
        {phase === 'ringing'
          ? m.agentConsole.ringing
          : phase === 'wrap-up'
            ? m.agentConsole.wrapUp
            : onHold
              ? m.agentStates.onHold
              : m.agentStates.talking}
      </h2>
      {call.callback === null ? null : <CallbackNote {...props} callback={call.callback} />}
      <CallFacts {...props} call={call} />
      {phase === 'ringing' || isAsked ? null : (
        <p class="book-visit">
          {/* One tab of its own, so that the console stays and each call goes on in the same one. */}
          <a
            id="naroci"
            role="button"
            class="secondary"
            href={`/termini?klic=${encodeURIComponent(call.callId)}`}
            target="uenarocanje-termini"
            aria-describedby="naroci-namig"
          >
            {m.agentConsole.book}
          </a>{' '}
          <small id="naroci-namig">{m.agentConsole.bookHint}</small>
        </p>
      )}
      {consult === null ? null : <ConsultControl {...props} call={call} consult={consult} />}
      {phase === 'talking' && consult === null ? <HoldControl {...props} call={call} onHold={onHold} /> : null}
      {phase === 'talking' && !isAsked ? <RecordingControl {...props} call={call} /> : null}
      {phase === 'talking' && consult === null && call.transfer !== null ? (
        <TransferControl {...props} call={call} targets={call.transfer} />
      ) : null}
      <EarlierNotes {...props} call={call} />
      {phase === 'ringing' || (isAsked && call.answeredAt === null) ? null : (
        <DescriptionForm {...props} key={call.callId} call={call} />
      )}
    </section>
  );
}

function CallFacts(props: PanelProps & { readonly call: AgentCallView }) {
  const { m, live, view, call, now } = props;
  return (
    <dl class="call-facts">
      <div class="fact-caller">
        <dt>{m.agentConsole.caller}</dt>
        <dd>{live.caller ?? m.withheldNumber}</dd>
      </div>
      <div>
        <dt>{m.agentConsole.language}</dt>
        <dd>{m.languages[call.language]}</dd>
      </div>
      <div>
        <dt>{m.agentConsole.waited}</dt>
        <dd>
          <Duration milliseconds={(call.answeredAt ?? now) - call.ticketAt} />
        </dd>
      </div>
      {call.answeredAt === null ? null : (
        <div>
          <dt>{m.agentConsole.talking}</dt>
          <dd>
            {/* In wrap-up the state began when the talk ended. */}
            <Duration milliseconds={(view.state === 'wrapUp' ? (view.since ?? now) : now) - call.answeredAt} />
          </dd>
        </div>
      )}
      <div class="fact-queue">
        <dt>{m.agentConsole.queue}</dt>
        <dd>{call.queueName}</dd>
      </div>
      {call.menuPath.length === 0 ? null : (
        <div class="fact-menu">
          <dt>{m.agentConsole.menuPath}</dt>
          <dd>{call.menuPath.join(' › ')}</dd>
        </div>
      )}
    </dl>
  );
}

/** The caller hears music until the talk goes on (R2.6). */
function HoldControl(props: PanelProps & { readonly call: AgentCallView; readonly onHold: boolean }) {
  const { m, call, onHold } = props;
  return (
    <form class="hold" method="post" action="/konzola/zadrzanje" id="obrazec-zadrzanje" onSubmit={props.island?.submit}>
      <FormToken token={props.csrfToken} />
      <input type="hidden" name="klic" value={call.callId} />
      <input type="hidden" name="dejanje" value={onHold ? 'nadaljuj' : 'zadrzi'} />
      <button type="submit" class={onHold ? '' : 'secondary'} aria-describedby="zadrzanje-namig">
        {onHold ? m.agentConsole.resumeCaller : m.agentConsole.holdCaller}
      </button>
      <small id="zadrzanje-namig">{onHold ? m.agentConsole.onHoldHint : m.agentConsole.holdHint}</small>
    </form>
  );
}

function RecordingControl(props: PanelProps & { readonly call: AgentCallView }) {
  const { m, call } = props;
  if (call.recording === null) {
    return (
      <p class="recording recording-off">
        {call.consent === 'refused' ? m.agentConsole.recordingRefused : m.agentConsole.recordingOff}
      </p>
    );
  }
  const { muted, silent } = call.recording;
  const isConference = call.consult?.outside === true && call.consult.state === 'joined';
  if (silent)
    return <p class="recording recording-off">{isConference ? m.transfer.silentOutside : m.transfer.silent}</p>;
  return (
    <form
      class={`recording ${muted ? 'recording-paused' : 'recording-on'}`}
      method="post"
      action="/konzola/snemanje"
      id="obrazec-snemanje"
      onSubmit={props.island?.submit}
    >
      <FormToken token={props.csrfToken} />
      <input type="hidden" name="klic" value={call.callId} />
      <input type="hidden" name="dejanje" value={muted ? 'nadaljuj' : 'ustavi'} />
      <p role="status">
        <Sign name={muted ? 'paused' : 'recording'} />{' '}
        {muted ? m.agentConsole.recordingPaused : m.agentConsole.recordingOn}
      </p>
      <button type="submit" class={muted ? '' : 'secondary'}>
        {muted ? m.agentConsole.resumeRecording : m.agentConsole.pauseRecording}
      </button>
      <small>{m.agentConsole.pauseRecordingHint}</small>
    </form>
  );
}
