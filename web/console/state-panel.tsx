import type { ComponentChildren } from 'preact';
import type { AgentView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { Duration } from '../pages/duration.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Sign } from '../pages/sign.tsx';
import type { ConsoleProps } from './console-props.ts';

type PanelProps = ConsoleProps & { readonly view: AgentView };

/** The agent's own state, how long it lasts, and what it may become. */
export function StatePanel(props: PanelProps) {
  const { m, view, now, choices } = props;
  const reason = view.reason === null ? null : reasonName(m, choices.pauseReasons, view.reason);
  return (
    <section class={`card my-state state-${view.state}`} aria-labelledby="moje-stanje">
      <h2 id="moje-stanje" tabIndex={-1}>
        {m.agentConsole.myState}
      </h2>
      <p class="state-now">
        <Sign name={view.state} />
        <span>
          <strong>{m.agentStates[view.state]}</strong>
          {reason === null ? null : <span class="state-reason"> ({reason})</span>}
        </span>
        {view.since === null ? null : (
          <span class="state-since">
            <Duration milliseconds={now - view.since} />
          </span>
        )}
      </p>
      <p class="state-hint">{hint(m, view)}</p>
      <StateActions {...props} />
      <PhoneState m={m} view={view} />
      {props.island == null ? null : (
        <label class="ring-aloud">
          <input
            type="checkbox"
            checked={props.island.ringing.on}
            onChange={(event) => props.island?.ringing.turn(event.currentTarget.checked)}
          />
          {m.agentConsole.ringAloud}
        </label>
      )}
    </section>
  );
}

function StateActions(props: PanelProps) {
  const { m, view } = props;
  switch (view.state) {
    case 'signedOut':
      return (
        <StateForm {...props} action="prijava" id="obrazec-prijava">
          <button type="submit">{m.agentConsole.signIn}</button>
        </StateForm>
      );
    case 'paused':
      return (
        <div class="state-actions">
          <StateForm {...props} action="naVoljo" id="obrazec-na-voljo">
            <button type="submit">
              {view.reason === 'signedIn' ? m.agentConsole.becomeReady : m.agentConsole.finishPause}
            </button>
          </StateForm>
          <PauseForm {...props} label={m.agentConsole.pause} />
          <SignOutForm {...props} label={m.agentConsole.signOutOfWork} />
        </div>
      );
    case 'ready':
      return (
        <div class="state-actions">
          <PauseForm {...props} label={m.agentConsole.pause} />
          <SignOutForm {...props} label={m.agentConsole.signOutOfWork} />
        </div>
      );
    case 'talking':
    case 'onHold':
    case 'wrapUp':
      if (view.afterwards !== null) return <WishForm {...props} afterwards={view.afterwards} />;
      return (
        <details class="state-actions">
          <summary>{m.agentConsole.afterCall}</summary>
          <PauseForm {...props} label={m.agentConsole.pauseAfterCall} />
          <SignOutForm {...props} label={m.agentConsole.signOutAfterCall} />
        </details>
      );
    case 'offered':
      return null;
  }
}

function StateForm(props: PanelProps & { action: string; id: string; children: ComponentChildren }) {
  return (
    <form method="post" action="/konzola/stanje" id={props.id} onSubmit={props.island?.submit}>
      <FormToken token={props.csrfToken} />
      <input type="hidden" name="dejanje" value={props.action} />
      {props.children}
    </form>
  );
}

/** What was asked for during the call, and its way back. */
function WishForm(props: PanelProps & { afterwards: NonNullable<AgentView['afterwards']> }) {
  const { m, choices, afterwards } = props;
  const reason =
    afterwards.state === 'paused'
      ? (choices.pauseReasons.find(({ key }) => key === afterwards.reason)?.name ?? afterwards.reason)
      : null;
  return (
    <StateForm {...props} action="naVoljo" id="obrazec-ostani">
      <p>{reason === null ? m.agentConsole.afterCallSignOut : m.agentConsole.afterCallPause(reason)}</p>
      <button type="submit" class="secondary outline">
        {m.agentConsole.stayAtWork}
      </button>
    </StateForm>
  );
}

function PauseForm(props: PanelProps & { label: string }) {
  const { m, choices } = props;
  return (
    <StateForm {...props} action="premor" id="obrazec-premor">
      <label for="razlog">{m.agentConsole.pauseReason}</label>
      <div class="joined">
        <select name="razlog" id="razlog">
          {choices.pauseReasons.map((reason) => (
            <option key={reason.key} value={reason.key}>
              {reason.name}
            </option>
          ))}
        </select>
        <button type="submit" class="secondary">
          {props.label}
        </button>
      </div>
    </StateForm>
  );
}

function SignOutForm(props: PanelProps & { label: string }) {
  return (
    <StateForm {...props} action="odjava" id="obrazec-odjava">
      <button type="submit" class="secondary outline">
        {props.label}
      </button>
    </StateForm>
  );
}

function PhoneState({ m, view }: { m: Messages; view: AgentView }) {
  return (
    <div class={`phone ${view.phoneReachable ? 'phone-reachable' : 'phone-unreachable'}`}>
      <p>
        <Sign name={view.phoneReachable ? 'reached' : 'warning'} /> {m.agentConsole.phone(view.phone)}:{' '}
        <strong>{view.phoneReachable ? m.agentConsole.phoneReachable : m.agentConsole.phoneUnreachable}</strong>
      </p>
      {view.phoneReachable ? null : <p>{m.agentConsole.phoneHelp}</p>}
    </div>
  );
}

function hint(m: Messages, view: AgentView): string | null {
  switch (view.state) {
    case 'signedOut':
      return m.agentConsole.signedOutHint;
    case 'ready':
      return m.agentConsole.readyHint;
    case 'paused':
      if (view.reason === 'noAnswer') return m.agentConsole.noAnswerHint;
      return view.reason === 'signedIn' ? m.agentConsole.signedInHint : m.agentConsole.pausedHint;
    default:
      return null;
  }
}

export function reasonName(m: Messages, reasons: ConsoleProps['choices']['pauseReasons'], key: string): string {
  const own: Readonly<Record<string, string>> = m.engineReasons;
  return own[key] ?? reasons.find((reason) => reason.key === key)?.name ?? key;
}
