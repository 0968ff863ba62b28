import type { AgentRow } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { Duration } from '../pages/duration.tsx';
import { Sign } from '../pages/sign.tsx';
import { agentsAtWork, stateOrder } from './day-figures.ts';

/** How many are in each state, and who is at work, in which state and for how long. */
export function AgentsBoard(props: {
  readonly m: Messages;
  readonly agents: readonly AgentRow[];
  readonly reasonNames: Readonly<Record<string, string>>;
  readonly now: number;
}) {
  const { m, agents, reasonNames, now } = props;
  const atWork = agentsAtWork(agents);
  return (
    <section class={`agents agents-${sizeOf(atWork.length)}`} aria-labelledby="svetovalci">
      <h2 id="svetovalci">{m.wallboard.agents}</h2>
      <ul class="state-counts">
        {stateOrder.map((state) => {
          const count = agents.filter((agent) => agent.state === state).length;
          return count === 0 ? null : (
            <li key={state} class={`state state-${state}`}>
              <Sign name={state} /> {m.agentStates[state]} <strong>{count}</strong>
            </li>
          );
        })}
      </ul>
      {atWork.length === 0 ? (
        <p class="board-empty">{m.wallboard.nobodyWorking}</p>
      ) : (
        <ul class="agent-rows">
          {atWork.map((agent) => (
            <li key={agent.id} class={`agent-row state-${agent.state}`}>
              <Sign name={agent.state} />
              <span class="agent-name">{agent.name}</span>
              <span class="agent-state">
                {m.agentStates[agent.state]}
                {agent.reason === null ? null : `: ${reasonNames[agent.reason] ?? agent.reason}`}
                {agent.phoneReachable ? null : (
                  <span class="agent-trouble">
                    <Sign name="warning" /> {m.wallboard.phoneUnreachable}
                  </span>
                )}
              </span>
              <span class="agent-since">
                {agent.since === null ? m.none : <Duration milliseconds={now - agent.since} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Many people need smaller rows to stay on one screen. */
function sizeOf(count: number): 'few' | 'some' | 'many' {
  if (count <= 8) return 'few';
  return count <= 18 ? 'some' : 'many';
}
