import type { MessageCounts } from '../../sql/messages/count-messages.ts';
import { messageStates } from '../../sql/messages/message.ts';
import type { OutboxMessage } from '../../sql/messages/outbox-message.ts';
import { machineTime, presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import type { OutboxQuery } from '../routes/outbox.tsx';
import { FormToken } from './form-token.tsx';
import { Guide } from './guide.tsx';
import { Notice } from './notice.tsx';
import { Sign } from './sign.tsx';

type OutboxPageProps = PageFrame & {
  readonly list: readonly OutboxMessage[];
  readonly more: boolean;
  readonly counts: MessageCounts;
  readonly given: OutboxQuery;
  readonly mayWriteTemplates: boolean;
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
};

/** The outbox: what needs somebody first, then everything, the newest first. */
export function OutboxPage(props: OutboxPageProps) {
  const { m, list } = props;
  const { outbox } = m;
  return (
    <div class="outbox-page">
      <h1>{outbox.title}</h1>
      <Guide m={m} points={m.guide.outbox} />
      <p>{outbox.intro}</p>
      {props.mayWriteTemplates ? (
        <p>
          <a href="/posta/predloge">{outbox.templatesLink}</a>
        </p>
      ) : null}
      <Notice notice={props.notice} />
      <Counts {...props} />
      <FilterForm {...props} />
      {list.length === 0 ? <p class="card">{outbox.none}</p> : <Table {...props} />}
      <Pages {...props} />
    </div>
  );
}

function Counts({ m: { outbox }, counts, csrfToken }: OutboxPageProps) {
  return (
    <>
      {counts.failed > 0 ? (
        <p class="card outbox-attention">
          <Sign name="warning" /> <a href="/posta?stanje=needsSomebody">{outbox.failedCount(counts.failed)}</a>
        </p>
      ) : null}
      {counts.parked > 0 ? (
        <form class="card outbox-attention" method="post" action="/posta/poslji-vse">
          <FormToken token={csrfToken} />
          <p>
            <Sign name="warning" /> {outbox.parkedCount(counts.parked)}
          </p>
          <button type="submit" class="secondary">
            {outbox.sendParked}
          </button>
        </form>
      ) : null}
      {counts.queued > 0 ? <p>{outbox.counts(counts.queued)}</p> : null}
    </>
  );
}

function FilterForm({ m: { outbox }, given }: OutboxPageProps) {
  return (
    <form class="card outbox-filter" method="get" action="/posta" aria-label={outbox.filter}>
      <div>
        <label for="stanje">{outbox.state}</label>
        <select id="stanje" name="stanje">
          <option value="">{outbox.anyState}</option>
          <option value="needsSomebody" selected={given.stanje === 'needsSomebody'}>
            {outbox.needsSomebody}
          </option>
          {messageStates.map((state) => (
            <option key={state} value={state} selected={given.stanje === state}>
              {outbox.states[state]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="pot">{outbox.channel}</label>
        <select id="pot" name="pot">
          <option value="">{outbox.anyChannel}</option>
          {(['email', 'sms'] as const).map((channel) => (
            <option key={channel} value={channel} selected={given.pot === channel}>
              {outbox.channels[channel]}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="secondary">
        {outbox.show}
      </button>
    </form>
  );
}

function Table({ m, list }: OutboxPageProps) {
  const { outbox } = m;
  return (
    <div class="card table-scroll" role="region" aria-label={outbox.tableCaption} tabIndex={0}>
      <table class="calls">
        <caption class="visually-hidden">{outbox.tableCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{outbox.createdAt}</th>
            <th scope="col">{outbox.kind}</th>
            <th scope="col">{outbox.channel}</th>
            <th scope="col">{outbox.to}</th>
            <th scope="col">{outbox.state}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((message) => (
            <tr key={message.id}>
              <th scope="row">
                <a
                  href={`/posta/sporocilo/${message.id}`}
                  aria-label={outbox.open(outbox.kinds[message.kind], presentDayAndTime(message.createdAt))}
                >
                  <time dateTime={machineTime(message.createdAt)}>{presentDayAndTime(message.createdAt)}</time>
                </a>
              </th>
              <td>{outbox.kinds[message.kind]}</td>
              <td>{outbox.channels[message.channel]}</td>
              <td>{message.address ?? outbox.erased}</td>
              <td>
                <MessageStateBadge m={m} message={message} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function MessageStateBadge({ m: { outbox }, message }: { m: PageFrame['m']; message: OutboxMessage }) {
  const { state, handledAt } = message;
  return (
    <>
      <span class={`message-state message-${handledAt === null ? state : 'handled'}`}>{outbox.states[state]}</span>
      {handledAt === null ? null : (
        <small> {outbox.handled(message.handledBy ?? '', presentDayAndTime(handledAt))}</small>
      )}
    </>
  );
}

function Pages({ m: { outbox }, list, more, given }: OutboxPageProps) {
  const last = list.at(-1);
  const chosen = Object.entries({ stanje: given.stanje, pot: given.pot }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  const at = (...more: readonly (readonly [string, string])[]): string =>
    `/posta?${new URLSearchParams([...chosen, ...more.map(([name, value]) => [name, value])] as [string, string][])}`;
  return (
    <p class="form-row">
      {given.starejsa === undefined ? null : <a href={at()}>{outbox.newest}</a>}
      {more && last !== undefined ? <a href={at(['starejsa', last.id])}>{outbox.older}</a> : null}
    </p>
  );
}
