import type { Outcome } from '../../engine/core/facts.ts';
import type { CallListEntry } from '../../sql/calls/call-list-entry.ts';
import type { AgentName } from '../../sql/web/list-agents.ts';
import { languageName } from '../calls/calls-csv.ts';
import type { Messages } from '../messages/sl.ts';
import { presentNumber } from '../present/phone-number.ts';
import { dateOf, machineTime, presentDay, presentTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import type { CallsListPage, CallsQuery } from '../routes/calls.tsx';
import { Duration } from './duration.tsx';
import { Guide } from './guide.tsx';
import { Notice } from './notice.tsx';
import { Sign } from './sign.tsx';

type CallsPageProps = PageFrame &
  CallsListPage & {
    /** Everybody's calls, not only one's own. */
    readonly all: boolean;
    readonly mayExport: boolean;
    readonly agents: readonly AgentName[];
    readonly outcomes: readonly Outcome[];
    readonly chosen: CallsQuery;
    readonly problem: string | null;
    readonly now: number;
  };

export function CallsPage(props: CallsPageProps) {
  const { m, all, calls } = props;
  return (
    <div class="calls-page">
      <h1>{all ? m.calls.title : m.calls.ownTitle}</h1>
      <Guide m={m} points={m.guide.calls} />
      <Notice notice={props.problem === null ? null : { kind: 'refused', sentence: props.problem }} />
      <FilterForm {...props} />
      {calls.length === 0 ? (
        <p class="card">{m.calls.none}</p>
      ) : (
        <div class="card table-scroll" role="region" aria-label={m.calls.tableCaption} tabIndex={0}>
          <table class="calls">
            <caption class="visually-hidden">{m.calls.tableCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{m.calls.startedAt}</th>
                <th scope="col">{m.calls.caller}</th>
                <th scope="col">{m.calls.outcome}</th>
                <th scope="col">{m.calls.wait}</th>
                <th scope="col">{m.calls.talk}</th>
                {all ? <th scope="col">{m.calls.agent}</th> : null}
                <th scope="col">{m.calls.disposition}</th>
                <th scope="col">{m.calls.language}</th>
                <th scope="col">{m.calls.recording}</th>
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <CallRow key={call.id} m={m} call={call} all={all} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pages {...props} />
      {props.mayExport ? <ExportForm {...props} /> : null}
    </div>
  );
}

function CallRow({ m, call, all }: { m: Messages; call: CallListEntry; all: boolean }) {
  return (
    <tr>
      <th scope="row">
        <a
          href={`/klici/${call.id}`}
          aria-label={m.calls.open(`${presentDay(call.startedAt)} ${presentTime(call.startedAt)}`)}
        >
          <time dateTime={machineTime(call.startedAt)}>
            {presentDay(call.startedAt)} <strong>{presentTime(call.startedAt)}</strong>
          </time>
        </a>
      </th>
      <td class="number">{call.callerNumber === null ? m.withheldNumber : presentNumber(call.callerNumber)}</td>
      <td>
        <span class={`outcome outcome-${call.outcome}`}>{m.outcomes[call.outcome]}</span>
        {call.direction === 'outbound' ? <small class="direction"> {m.callbacks.ofCallback}</small> : null}
      </td>
      <td class="number">{call.waitMs === null ? m.none : <Duration milliseconds={call.waitMs} />}</td>
      <td class="number">{call.talkMs === null ? m.none : <Duration milliseconds={call.talkMs} />}</td>
      {all ? <td>{call.agentName ?? m.none}</td> : null}
      <td>{call.dispositionName ?? (call.closed ? m.none : m.calls.inProgress)}</td>
      <td>{languageName(m, call.language) ?? m.none}</td>
      <td>
        {call.recordingId === null ? (
          m.none
        ) : (
          <span class="has-recording">
            <Sign name="recording" /> {m.calls.hasRecording}
          </span>
        )}
      </td>
    </tr>
  );
}

function FilterForm({ m, all, agents, outcomes, chosen, now }: CallsPageProps) {
  return (
    <form method="get" action="/klici" class="card filter" aria-label={m.calls.filter}>
      <div>
        <label for="dan">{m.calls.day}</label>
        <input type="date" id="dan" name="dan" value={chosen.dan ?? ''} max={dateOf(now)} />
      </div>
      <div>
        <label for="izid">{m.calls.outcome}</label>
        <select id="izid" name="izid">
          <option value="">{m.calls.everyOutcome}</option>
          {outcomes.map((outcome) => (
            <option key={outcome} value={outcome} selected={chosen.izid === outcome}>
              {m.outcomes[outcome]}
            </option>
          ))}
        </select>
      </div>
      {all ? (
        <div>
          <label for="telefon">{m.calls.agent}</label>
          <select id="telefon" name="telefon">
            <option value="">{m.calls.everyAgent}</option>
            {agents.map((agent) => (
              <option key={agent.id} value={agent.phone} selected={chosen.telefon === agent.phone}>
                {agent.name}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <div class="form-row">
        <button type="submit">{m.calls.show}</button>
        <a role="button" class="secondary outline" href="/klici">
          {m.calls.reset}
        </a>
      </div>
    </form>
  );
}

function Pages({ m, newer, older, chosen }: CallsPageProps) {
  if (newer === null && older === null) return null;
  const link = (place: Partial<CallsQuery>): string => {
    const { dan, izid, telefon } = chosen;
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ dan, izid, telefon, ...place })) {
      if (value !== undefined) query.set(name, value);
    }
    return `/klici?${query}`;
  };
  return (
    <nav class="pages" aria-label={m.calls.pages}>
      {newer === null ? <span /> : <a href={link({ novejsi: newer })}>← {m.calls.newer}</a>}
      {older === null ? <span /> : <a href={link({ starejsi: older })}>{m.calls.older} →</a>}
    </nav>
  );
}

function ExportForm({ m, now }: CallsPageProps) {
  const today = dateOf(now);
  return (
    <section class="card" aria-labelledby="izvoz">
      <h2 id="izvoz">{m.calls.exportHeading}</h2>
      <form method="get" action="/klici/izvoz.csv" class="filter">
        <div>
          <label for="od">{m.calls.from}</label>
          <input type="date" id="od" name="od" required value={`${today.slice(0, 8)}01`} max={today} />
        </div>
        <div>
          <label for="do">{m.calls.to}</label>
          <input type="date" id="do" name="do" required value={today} max={today} />
        </div>
        <div class="form-row">
          <button type="submit" class="secondary">
            {m.calls.export}
          </button>
        </div>
      </form>
      <small>{m.calls.exportHint}</small>
    </section>
  );
}
