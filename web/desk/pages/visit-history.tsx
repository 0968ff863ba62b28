import type { ChangeReason } from '../../../sql/calendar/deed.ts';
import { MessageStateBadge } from '../../pages/outbox-page.tsx';
import { machineTime, presentDayAndTime } from '../../present/time.ts';
import type { VisitPageProps } from './visit-page.tsx';

/** Who did what, when, through which channel and from which call (R3.9). */
export function VisitHistory({ m, history }: VisitPageProps) {
  const words = m.deskVisits.visit;
  const reasons: Readonly<Record<string, string>> = words.reasons satisfies Record<ChangeReason, string>;
  return (
    <section class="card" aria-labelledby="potek">
      <h2 id="potek">{words.history}</h2>
      <ol class="desk-history">
        {history.map((entry, place) => {
          const { fromStartsAt, reason } = entry.details;
          const because = typeof reason === 'string' ? reasons[reason] : undefined;
          return (
            <li key={place}>
              <time dateTime={machineTime(entry.at)}>{presentDayAndTime(entry.at)}</time>
              <span>
                <strong>{words.events[entry.what]}</strong>
                {because === undefined ? '' : ` – ${because}`}
                {typeof fromStartsAt === 'number'
                  ? ` (${words.fromWhere(presentDayAndTime(fromStartsAt), entry.before ?? m.none)})`
                  : ''}
                <br />
                <small>
                  {[words.channels[entry.channel], entry.by ?? ''].filter((part) => part !== '').join(', ')}
                  {entry.callId === null ? null : (
                    <>
                      {', '}
                      <a href={`/klici/${entry.callId}`}>{words.call}</a>
                    </>
                  )}
                </small>
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What was sent of it, for those who may see messages. */
export function VisitMessages({ m, messages }: VisitPageProps) {
  const words = m.deskVisits.visit;
  if (messages === null) return null;
  const { outbox } = m;
  return (
    <section class="card" aria-labelledby="sporocila">
      <h2 id="sporocila">{words.messages}</h2>
      {messages.length === 0 ? <p>{words.noMessages}</p> : null}
      <ul class="desk-slots">
        {messages.map((message) => (
          <li key={message.id}>
            <a href={`/posta/sporocilo/${message.id}`}>{outbox.kinds[message.kind]}</a>,{' '}
            {outbox.channels[message.channel]}, {presentDayAndTime(message.createdAt)}{' '}
            <MessageStateBadge m={m} message={message} />
          </li>
        ))}
      </ul>
    </section>
  );
}
