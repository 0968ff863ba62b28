import { troubleOf } from '../live/live-state.ts';
import { ConnectionTrouble } from '../pages/connection-trouble.tsx';
import { Guide } from '../pages/guide.tsx';
import { LineState } from '../pages/line-state.tsx';
import { Sign } from '../pages/sign.tsx';
import { CallPanel } from './call-panel.tsx';
import type { ConsoleProps } from './console-props.ts';
import { LastCalls } from './last-calls.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { StatePanel } from './state-panel.tsx';

/** The agent's console (R2.1, R2.5, R2.7), the same on the server and in the browser. */
export function AgentConsole(props: ConsoleProps) {
  const { m, live, now, notice, ownTrouble = null } = props;
  const { view } = live;
  const trouble = troubleOf(live, ownTrouble);
  const stale = trouble !== null && trouble.part !== 'asterisk' && trouble.part !== 'asteriskHangs';
  return (
    <div class={`console${stale ? ' stale' : ''}`}>
      <div class="console-bar">
        <h1>{m.agentConsole.title}</h1>
        <LineState m={m} line={stale ? null : (view?.line ?? null)} now={now} />
        {view === null ? null : (
          <p class="console-waiting">
            {m.agentConsole.waiting}: <strong>{view.waiting}</strong>
          </p>
        )}
        <a class="console-refresh" href="/konzola">
          {m.agentConsole.refresh}
        </a>
      </div>
      <ConnectionTrouble m={m} trouble={trouble} now={now} />
      <div class="notice-place" role="status">
        {notice === null ? null : (
          <p class={`notice notice-${notice.kind}`}>
            <Sign name={notice.kind === 'done' ? 'reached' : 'warning'} /> {notice.sentence}
          </p>
        )}
      </div>
      {view === null ? (
        <p class="card">{m.connection.noDataYet}</p>
      ) : (
        <div class="console-body">
          <StatePanel {...props} view={view} />
          <CallPanel {...props} view={view} />
        </div>
      )}
      <LastCalls {...props} />
      <Shortcuts m={m} />
      <Guide m={m} points={m.guide.console} />
    </div>
  );
}
