import { Duration } from '../pages/duration.tsx';
import { machineTime, presentTime } from '../present/time.ts';
import type { ConsoleProps } from './console-props.ts';

/** The agent's own last calls; each opens as a whole record. */
export function LastCalls({ m, lastCalls }: ConsoleProps) {
  return (
    <section class="card last-calls" aria-labelledby="zadnji-klici">
      <h2 id="zadnji-klici">{m.agentConsole.lastCalls}</h2>
      {lastCalls.length === 0 ? (
        <p>{m.agentConsole.noCalls}</p>
      ) : (
        <div class="table-scroll" role="region" aria-label={m.agentConsole.lastCallsTable} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{m.calls.startedAt}</th>
                <th scope="col">{m.calls.caller}</th>
                <th scope="col">{m.calls.language}</th>
                <th scope="col">{m.calls.talk}</th>
                <th scope="col">{m.calls.disposition}</th>
                <th scope="col">{m.agentConsole.visitsOfCall}</th>
              </tr>
            </thead>
            <tbody>
              {lastCalls.map((call) => (
                <tr key={call.id}>
                  <th scope="row">
                    <a href={`/klici/${call.id}`} aria-label={m.calls.open(`ob ${presentTime(call.startedAt)}`)}>
                      <time dateTime={machineTime(call.startedAt)}>{presentTime(call.startedAt)}</time>
                    </a>
                  </th>
                  <td class="number">{call.caller ?? m.withheldNumber}</td>
                  <td>{call.language ?? m.none}</td>
                  <td>{call.talkMs === null ? m.none : <Duration milliseconds={call.talkMs} />}</td>
                  <td>{call.disposition ?? (call.closed ? m.none : m.calls.inProgress)}</td>
                  <td class="number">{call.visits === 0 ? m.none : call.visits}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
