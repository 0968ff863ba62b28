import type { WholeMessage } from '../../sql/messages/outbox-message.ts';
import type { MessageContent } from '../outbox/message-content.ts';
import { machineTime, presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { FormToken } from './form-token.tsx';
import { Notice } from './notice.tsx';
import { MessageStateBadge } from './outbox-page.tsx';

type MessagePageProps = PageFrame & {
  readonly message: WholeMessage;
  readonly content: MessageContent;
  readonly mayHandle: boolean;
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
};

/** One message: what became of it, and what it says. */
export function MessagePage(props: MessagePageProps) {
  const { m, message } = props;
  const { outbox } = m;
  return (
    <div class="outbox-page">
      <p>
        <a href="/posta">{outbox.back}</a>
      </p>
      <h1>{outbox.kinds[message.kind]}</h1>
      <Notice notice={props.notice} />
      <div class="call-columns">
        <section class="card" aria-labelledby="podatki">
          <h2 id="podatki">{outbox.factsHeading}</h2>
          <Facts {...props} />
          <Deeds {...props} />
        </section>
        <section class="card" aria-labelledby="vsebina-sporocila">
          <h2 id="vsebina-sporocila">{outbox.contentHeading}</h2>
          <Content {...props} />
        </section>
      </div>
    </div>
  );
}

function Facts({ m, message }: MessagePageProps) {
  const { outbox } = m;
  const times = [
    [outbox.createdAt, message.createdAt],
    [outbox.notBefore, message.notBefore > message.createdAt ? message.notBefore : null],
    [outbox.expiresAt, message.expiresAt],
    [outbox.nextTryAt, message.nextTryAt],
    [outbox.sentAt, message.sentAt],
    [outbox.deliveredAt, message.deliveredAt],
    [outbox.endedAt, message.endedAt],
  ] as const;
  return (
    <dl class="facts">
      <div>
        <dt>{outbox.state}</dt>
        <dd>
          <MessageStateBadge m={m} message={message} />
        </dd>
      </div>
      {message.reason === null ? null : (
        <div>
          <dt>{outbox.reasonLabel}</dt>
          <dd>{outbox.reason(message.reason)}</dd>
        </div>
      )}
      <div>
        <dt>{outbox.to}</dt>
        <dd>{message.address ?? outbox.erased}</dd>
      </div>
      <div>
        <dt>{outbox.channel}</dt>
        <dd>{outbox.channels[message.channel]}</dd>
      </div>
      <div>
        <dt>{outbox.language}</dt>
        <dd>{outbox.languages[message.language]}</dd>
      </div>
      {times.map(([label, at]) =>
        at === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <time dateTime={machineTime(at)}>{presentDayAndTime(at)}</time>
            </dd>
          </div>
        ),
      )}
      <div>
        <dt>{outbox.tries}</dt>
        <dd>{message.tries}</dd>
      </div>
    </dl>
  );
}

/** Only for what waits for somebody. */
function Deeds({ m: { outbox }, message, mayHandle, csrfToken }: MessagePageProps) {
  const waits = (message.state === 'failed' || message.state === 'parked') && message.handledAt === null;
  if (!mayHandle || !waits) return null;
  return (
    <div class="form-row">
      <form method="post" action={`/posta/sporocilo/${message.id}/poslji`}>
        <FormToken token={csrfToken} />
        <button type="submit">{message.state === 'parked' ? outbox.sendNow : outbox.sendAgain}</button>
      </form>
      <form method="post" action={`/posta/sporocilo/${message.id}/reseno`}>
        <FormToken token={csrfToken} />
        <button type="submit" class="secondary">
          {outbox.markHandled}
        </button>
      </form>
    </div>
  );
}

function Content({ m: { outbox }, message, content }: MessagePageProps) {
  if (!('rendered' in content)) {
    return <p>{content.kind === 'erased' ? outbox.contentErased : outbox.contentUnreadable}</p>;
  }
  const { rendered } = content;
  return (
    <>
      <p class="hint">{content.kind === 'whole' ? outbox.contentWhole : outbox.contentMasked}</p>
      {rendered.channel === 'email' ? (
        <p>
          {outbox.subject}: <strong lang={message.language}>{rendered.subject}</strong>
        </p>
      ) : (
        <p>{outbox.smsParts(rendered.length.parts, rendered.length.alphabet)}</p>
      )}
      <blockquote class="letter" lang={message.language}>
        {rendered.text}
      </blockquote>
      {rendered.channel === 'email' && rendered.calendars.length > 0 ? (
        <p>
          {outbox.attachments}: {rendered.calendars.map(({ fileName }) => fileName).join(', ')}
        </p>
      ) : null}
    </>
  );
}
