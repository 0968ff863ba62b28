import type { MessageAnswer } from '../../engine/core/voice-message.ts';
import type { VoiceMessage } from '../../sql/voice-messages/voice-message.ts';
import { languageName } from '../calls/calls-csv.ts';
import { presentNumber } from '../present/phone-number.ts';
import { machineTime, presentMoment, sayDuration } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { FormToken } from './form-token.tsx';
import { Guide } from './guide.tsx';
import { Notice } from './notice.tsx';

/** Enough for what was agreed; a whole letter belongs elsewhere. */
export const messageNotesMaximum = 2000;

export const messageAnswers: readonly MessageAnswer[] = ['calledBack', 'notReached', 'notNeeded'];

type VoiceMessagesPageProps = PageFrame & {
  readonly open: readonly VoiceMessage[];
  readonly closed: readonly VoiceMessage[];
  readonly mayOpenCalls: boolean;
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
  /** What was typed for a message that could not be closed. */
  readonly unsaved: { readonly id: string; readonly notes: string } | null;
  readonly now: number;
};

/** What callers said whom nobody could serve, and what was done about it (R1.7). */
export function VoiceMessagesPage(props: VoiceMessagesPageProps) {
  const { m, open, closed } = props;
  const words = m.voiceMessages;
  return (
    <div class="voice-messages">
      <h1>{words.title}</h1>
      <Guide m={m} points={m.guide.voiceMessages} />
      <p>{words.explanation}</p>
      <Notice notice={props.notice} />
      <h2>{words.open(open.length)}</h2>
      {open.length === 0 ? <p class="card">{words.noneOpen}</p> : null}
      {open.map((message) => (
        <article key={message.id} class="card voice-message" aria-labelledby={`naslov-${message.id}`}>
          <Heading {...props} message={message} />
          <CloseForm {...props} message={message} />
        </article>
      ))}
      <h2>{words.closed}</h2>
      {closed.length === 0 ? <p class="card">{words.noneClosed}</p> : null}
      {closed.map((message) => (
        <article key={message.id} class="card voice-message" aria-labelledby={`naslov-${message.id}`}>
          <Heading {...props} message={message} />
          <p>
            {message.answer === null ? null : <strong>{words.answers[message.answer]}. </strong>}
            {message.closedAt === null
              ? null
              : words.closedBy(message.closedByName ?? words.operator, presentMoment(message.closedAt, props.now))}
          </p>
          {message.notes === '' ? null : <p class="as-typed">{message.notes}</p>}
        </article>
      ))}
    </div>
  );
}

type MessageProps = VoiceMessagesPageProps & { readonly message: VoiceMessage };

function Heading({ m, message, mayOpenCalls, now }: MessageProps) {
  const words = m.voiceMessages;
  const { id, leftAt, callerNumber, language, queueName, seconds, callId, file } = message;
  return (
    <>
      <h3 id={`naslov-${id}`}>
        <time dateTime={machineTime(leftAt)}>{words.message(presentMoment(leftAt, now))}</time>
      </h3>
      <dl class="facts">
        <Fact name={words.caller} value={callerNumber === null ? m.withheldNumber : presentNumber(callerNumber)} />
        <Fact name={words.language} value={languageName(m, language) ?? m.none} />
        {queueName === null ? null : <Fact name={words.queue} value={queueName} />}
        <Fact name={words.length} value={sayDuration(seconds * 1000)} />
      </dl>
      {file === null ? (
        <p>{words.gone}</p>
      ) : (
        <>
          <h4 id={`poslusanje-${id}`}>{words.listen}</h4>
          {/* biome-ignore lint/a11y/useMediaCaption: what somebody said into the telephone has no captions. */}
          <audio controls preload="none" src={`/sporocila/${id}/posnetek`} aria-labelledby={`poslusanje-${id}`} />
        </>
      )}
      {mayOpenCalls ? (
        <p>
          <a href={`/klici/${callId}`}>{words.openCall}</a>
        </p>
      ) : null}
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function CloseForm({ m, message, csrfToken, unsaved }: MessageProps) {
  const words = m.voiceMessages;
  const { id } = message;
  return (
    <form method="post" action={`/sporocila/${id}/zakljuci`}>
      <FormToken token={csrfToken} />
      <fieldset>
        <legend>{words.answer}</legend>
        {messageAnswers.map((answer) => (
          <label key={answer}>
            <input type="radio" name="odgovor" value={answer} required /> {words.answers[answer]}
          </label>
        ))}
      </fieldset>
      <label for={`zapis-${id}`}>{words.notes}</label>
      <textarea
        id={`zapis-${id}`}
        name="zapis"
        rows={2}
        maxLength={messageNotesMaximum}
        aria-describedby={`namig-${id}`}
        defaultValue={unsaved?.id === id ? unsaved.notes : ''}
      />
      <small id={`namig-${id}`}>{words.notesHint}</small>
      <button type="submit">{words.close}</button>
    </form>
  );
}
