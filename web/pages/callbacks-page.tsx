import type { ComponentChildren } from 'preact';
import type { CallbackEntry } from '../../sql/callbacks/callback-entry.ts';
import type { Messages } from '../messages/sl.ts';
import { presentNumber } from '../present/phone-number.ts';
import { machineTime, presentMoment } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { FormToken } from './form-token.tsx';
import { Guide } from './guide.tsx';
import { Notice } from './notice.tsx';
import { Sign } from './sign.tsx';

export type GivenCallback = { readonly stevilka: string; readonly opomba: string };

type CallbacksPageProps = PageFrame & {
  readonly open: readonly CallbackEntry[];
  readonly closed: readonly CallbackEntry[];
  readonly queues: readonly { readonly id: string; readonly name: string }[];
  readonly now: number;
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
  readonly given: GivenCallback | null;
};

/** Callbacks: what is owed, in the order in which it is served, and what came of the last ones (R1.11). */
export function CallbacksPage(props: CallbacksPageProps) {
  const { m, open, closed } = props;
  const words = m.callbacks;
  return (
    <div class="callbacks-page">
      <h1>{words.title}</h1>
      <Guide m={m} points={m.guide.callbacks} />
      <p>{words.intro}</p>
      <Notice notice={props.notice} />
      <section>
        <h2>{words.open}</h2>
        {open.length === 0 ? <p class="card">{words.noneOpen}</p> : <OpenTable {...props} />}
      </section>
      <AddForm {...props} />
      <section>
        <h2>{words.closed}</h2>
        {closed.length === 0 ? <p class="card">{words.noneClosed}</p> : <ClosedTable {...props} />}
      </section>
    </div>
  );
}

type Columns = { readonly caption: string; readonly columns: readonly string[] };

function Table({ caption, columns, children }: Columns & { readonly children: ComponentChildren }) {
  return (
    <div class="card table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="calls">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

type EntryProps = { readonly m: Messages; readonly entry: CallbackEntry; readonly now: number };

/** What both tables begin with: whom, and since when and why. */
function WhoAsked({ m, entry, now }: EntryProps) {
  return (
    <>
      <th scope="row" class="number">
        {numberOf(m, entry)}
      </th>
      <td>
        <Moment at={entry.askedAt} now={now} />
        <br />
        <small>{m.callbacks.reasons[entry.reason]}</small>
        <OriginalCall m={m} entry={entry} />
      </td>
    </>
  );
}

function OpenTable(props: CallbacksPageProps) {
  const { m, open, now } = props;
  const words = m.callbacks;
  const columns = [words.number, words.asked, words.promised, words.state, words.tries, words.notes, words.close];
  return (
    <Table caption={words.open} columns={columns}>
      {open.map((entry) => {
        const late = entry.firstRungAt === null && now > entry.promisedBy;
        return (
          <tr key={entry.id}>
            <WhoAsked m={m} entry={entry} now={now} />
            <td>
              <Moment at={entry.promisedBy} now={now} />
              {late ? (
                <>
                  <br />
                  <Sign name="warning" /> {words.overdue}
                </>
              ) : null}
            </td>
            <td>
              {words.states[entry.state]}
              {entry.dueAt === null || entry.dueAt <= now ? null : (
                <>
                  <br />
                  <small>{words.dueAt(presentMoment(entry.dueAt, now))}</small>
                </>
              )}
            </td>
            <td>
              <Tries m={m} entry={entry} now={now} />
            </td>
            <td class="callback-notes">{entry.notes}</td>
            <td>
              {entry.state === 'reserved' || entry.state === 'talking' ? (
                words.inProgress
              ) : (
                <CloseForm {...props} entry={entry} />
              )}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

function ClosedTable({ m, closed, now }: CallbacksPageProps) {
  const words = m.callbacks;
  const columns = [words.number, words.asked, words.closedAt, words.outcome, words.tries, words.notes];
  return (
    <Table caption={words.closed} columns={columns}>
      {closed.map((entry) => (
        <tr key={entry.id}>
          <WhoAsked m={m} entry={entry} now={now} />
          <td>{entry.closedAt === null ? m.none : <Moment at={entry.closedAt} now={now} />}</td>
          <td>
            {entry.outcome === null ? m.none : words.outcomes[entry.outcome]}
            {entry.closedByName === null ? null : (
              <>
                <br />
                <small>{words.by(entry.closedByName)}</small>
              </>
            )}
          </td>
          <td>
            <Tries m={m} entry={entry} now={now} />
            {entry.firstRungAt === null ? null : (
              <small>{entry.firstRungAt <= entry.promisedBy ? words.kept : words.notKept}</small>
            )}
          </td>
          <td class="callback-notes">{entry.notes}</td>
        </tr>
      ))}
    </Table>
  );
}

function CloseForm({ m, entry, csrfToken }: CallbacksPageProps & { readonly entry: CallbackEntry }) {
  const words = m.callbacks;
  const id = `zakljuci-${entry.id}`;
  return (
    <details>
      <summary>{words.close}</summary>
      <form method="post" action="/povratni-klici/zakljuci" aria-label={words.closeFor(numberOf(m, entry))}>
        <FormToken token={csrfToken} />
        <input type="hidden" name="klic" value={entry.id} />
        <label for={`${id}-izid`}>{words.closeAs}</label>
        <select id={`${id}-izid`} name="izid">
          {(['handledOtherwise', 'reached', 'notReached', 'cancelled'] as const).map((outcome) => (
            <option key={outcome} value={outcome}>
              {words.outcomes[outcome]}
            </option>
          ))}
        </select>
        <label for={`${id}-opomba`}>{words.notes}</label>
        <input type="text" id={`${id}-opomba`} name="opomba" maxLength={1000} autocomplete="off" />
        <button type="submit" class="secondary">
          {words.close}
        </button>
        {entry.state === 'callingIn' ? null : (
          <>
            <button
              type="submit"
              class="secondary"
              formaction="/povratni-klici/znova"
              aria-label={words.againFor(numberOf(m, entry))}
              aria-describedby={`${id}-znova`}
            >
              {words.again}
            </button>
            <small id={`${id}-znova`}>{words.againByHand}</small>
          </>
        )}
      </form>
    </details>
  );
}

function AddForm({ m, queues, csrfToken, given }: CallbacksPageProps) {
  const words = m.callbacks;
  return (
    <form class="card callback-add" method="post" action="/povratni-klici" aria-labelledby="dodaj">
      <h2 id="dodaj">{words.add}</h2>
      <FormToken token={csrfToken} />
      <div>
        <label for="stevilka">{words.addNumber}</label>
        <input
          type="tel"
          id="stevilka"
          name="stevilka"
          required
          maxLength={32}
          autocomplete="off"
          value={given?.stevilka ?? ''}
          aria-describedby="stevilka-namig"
        />
        <small id="stevilka-namig">{words.addNumberHint}</small>
      </div>
      <div>
        <label for="vrsta">{words.queue}</label>
        <select id="vrsta" name="vrsta">
          {queues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="jezik">{words.language}</label>
        <select id="jezik" name="jezik">
          <option value="sl">{m.languages.sl}</option>
          <option value="en">{m.languages.en}</option>
        </select>
      </div>
      <div>
        <label for="opomba">{words.notes}</label>
        <input type="text" id="opomba" name="opomba" maxLength={1000} autocomplete="off" value={given?.opomba ?? ''} />
      </div>
      <button type="submit">{words.addSubmit}</button>
    </form>
  );
}

function Tries({ m, entry, now }: { m: Messages; entry: CallbackEntry; now: number }) {
  const words = m.callbacks;
  if (entry.tries.length === 0) return <>{words.noTries}</>;
  return (
    <ol class="tries">
      {entry.tries.map((one) => (
        <li key={one.dialledAt}>
          {presentMoment(one.dialledAt, now)}: {one.result === null ? words.inProgress : words.results[one.result]}
        </li>
      ))}
    </ol>
  );
}

function OriginalCall({ m, entry }: { m: Messages; entry: CallbackEntry }) {
  if (entry.originalCallId === null) return null;
  return (
    <>
      <br />
      <a href={`/klici/${entry.originalCallId}`}>{m.callbacks.originalCall}</a>
    </>
  );
}

function Moment({ at, now }: { at: number; now: number }) {
  return <time dateTime={machineTime(at)}>{presentMoment(at, now)}</time>;
}

function numberOf(m: Messages, { callerNumber }: CallbackEntry): string {
  return callerNumber === null ? m.callbacks.erased : presentNumber(callerNumber);
}
