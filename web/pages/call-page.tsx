import { menuPathOf } from '../../engine/core/topic.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import type { CallRecord } from '../../sql/calls/find-call.ts';
import type { Recording } from '../../sql/recordings/recording.ts';
import type { StoryLine } from '../calls/call-story.ts';
import { languageName } from '../calls/calls-csv.ts';
import { VisitsOfCall } from '../desk/pages/visits-of-call.tsx';
import type { Messages } from '../messages/sl.ts';
import { presentNumber } from '../present/phone-number.ts';
import { machineTime, presentDayAndTime, presentExactTime, presentLongDay, sayDuration } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { Fact } from './fact.tsx';
import { Sign } from './sign.tsx';

type CallPageProps = PageFrame & {
  readonly call: CallRecord;
  readonly story: readonly StoryLine[];
  readonly recordings: HeardRecordings;
  /** What was booked, moved or cancelled in the call, as far as the reader may see it. */
  readonly visits: readonly AppointmentView[];
};

/** Each talk's recording, and whether its file is there and whole. Null: the reader may hear nothing of this call. */
export type HeardRecordings = readonly { readonly recording: Recording; readonly playable: boolean }[] | null;

export function CallPage(props: CallPageProps) {
  const { m, call, story } = props;
  const words = m.callStory;
  return (
    <div class="call-page">
      <p>
        <a href="/klici">← {m.calls.back}</a>
      </p>
      <h1>{words.heading(presentDayAndTime(call.startedAt))}</h1>
      {call.closed ? null : <p class="notice notice-plain">{words.stillOpen}</p>}
      <div class="call-columns">
        <div>
          <section class="card" aria-labelledby="povzetek">
            <h2 id="povzetek">{words.summary}</h2>
            <Summary {...props} />
          </section>
          <RecordingCard {...props} />
          <Description {...props} />
          <VisitsOfCall m={m} visits={props.visits} />
        </div>
        <div>
          <section class="card" aria-labelledby="potek">
            <h2 id="potek">{words.timeline}</h2>
            <p class="story-day">{presentLongDay(call.startedAt)}</p>
            <ol class="story">
              {story.map((line, index) => (
                <li key={index} class={`story-${line.weight}`}>
                  <time dateTime={machineTime(line.at)}>{presentExactTime(line.at)}</time> <span>{line.sentence}</span>
                </li>
              ))}
            </ol>
          </section>
          <Technical {...props} />
        </div>
      </div>
    </div>
  );
}

function Summary({ m, call }: CallPageProps) {
  const words = m.callStory;
  const { cdr } = call;
  const language = languageName(m, call.language);
  const menuPath = menuPathOf(cdr);
  return (
    <dl class="facts">
      <Fact name={words.outcome}>
        <span class={`outcome outcome-${call.outcome}`}>{m.outcomes[call.outcome]}</span>
        {call.cdr.refusedBecause === undefined ? null : ` (${words.refusedBecause[call.cdr.refusedBecause]})`}
      </Fact>
      <Fact name={words.caller}>
        {call.callerNumber === null ? m.withheldNumber : presentNumber(call.callerNumber)}
      </Fact>
      {call.agentId === null ? null : <Fact name={words.agent}>{call.agentName ?? words.deletedAgent}</Fact>}
      {language === null ? null : (
        <Fact name={words.language}>
          {language}
          {cdr.languageBy === null ? '' : ` (${words.languageBy[cdr.languageBy]})`}
        </Fact>
      )}
      {menuPath.length === 0 ? null : <Fact name={words.menuPath}>{menuPath.join(' › ')}</Fact>}
      {call.consent === null ? null : <Fact name={words.consent}>{m.calls.consents[call.consent]}</Fact>}
      {call.waitMs === null ? null : (
        <Fact name={call.outcome === 'answered' ? words.wait : words.waitUntilEnd}>{sayDuration(call.waitMs)}</Fact>
      )}
      {call.talkMs === null ? null : <Fact name={words.talk}>{sayDuration(call.talkMs)}</Fact>}
      {call.wrapUpMs === null ? null : <Fact name={words.wrapUp}>{sayDuration(call.wrapUpMs)}</Fact>}
      <Fact name={words.whole}>{sayDuration(call.endedAt - call.startedAt)}</Fact>
    </dl>
  );
}

function RecordingCard({ m, recordings }: CallPageProps) {
  if (recordings === null) return null;
  return (
    <section class="card" aria-labelledby="posnetek">
      <h2 id="posnetek">{m.calls.listen}</h2>
      {recordings.length === 0 ? <p>{m.calls.noRecording}</p> : null}
      {recordings.map(({ recording, playable }, index) => (
        <Recorded key={recording.id} m={m} recording={recording} playable={playable} number={index + 1} />
      ))}
      {recordings.some(({ playable }) => playable) ? (
        <p>
          <small>{m.calls.listenHint}</small>
        </p>
      ) : null}
    </section>
  );
}

type RecordedProps = {
  readonly m: Messages;
  readonly recording: Recording;
  readonly playable: boolean;
  /** Its place among the call's recordings. */
  readonly number: number;
};

function Recorded({ m, recording, playable, number }: RecordedProps) {
  if (recording.file === null) return <p>{m.calls.recordingGone}</p>;
  if (!playable)
    return (
      <p class="notice notice-refused">
        <Sign name="warning" /> {m.calls.recordingMissing}
      </p>
    );
  const label = `posnetek-${number}`;
  return (
    <>
      <p id={label}>
        {m.calls.recordingFrom(presentExactTime(recording.startedAt), sayDuration(recording.seconds * 1000))}
      </p>
      {/* biome-ignore lint/a11y/useMediaCaption: a conversation has no captions; what was agreed stands in the notes beside it. */}
      <audio controls preload="none" src={`/posnetki/${recording.id}`} aria-labelledby={label} />
    </>
  );
}

function Description({ m, call }: CallPageProps) {
  const { cdr } = call;
  const words = m.callStory;
  if (call.disposition === null && cdr.notes === '' && cdr.nextStep === '') return null;
  return (
    <section class="card" aria-labelledby="opis">
      <h2 id="opis">{words.description}</h2>
      <dl class="facts">
        <Fact name={words.disposition}>{call.dispositionName ?? call.disposition ?? m.none}</Fact>
        {cdr.notes === '' ? null : (
          <Fact name={words.notes}>
            <span class="as-typed">{cdr.notes}</span>
          </Fact>
        )}
        {cdr.nextStep === '' ? null : <Fact name={words.nextStep}>{cdr.nextStep}</Fact>}
      </dl>
    </section>
  );
}

const decimal = new Intl.NumberFormat('sl-SI', { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('sl-SI', { style: 'percent', maximumFractionDigits: 1 });

function Technical({ m, call }: CallPageProps) {
  const words = m.callStory;
  const { cdr } = call;
  return (
    <details class="card technical">
      <summary>{words.technical}</summary>
      <dl class="facts">
        <Fact name={words.callId}>
          <code>{call.id}</code>
        </Fact>
        <Fact name={words.called}>{presentNumber(call.calledNumber)}</Fact>
        <Fact name={words.trunk}>{cdr.trunk}</Fact>
        {call.hangUpCause === null ? null : <Fact name={words.hangUpCause}>{causeText(m, call.hangUpCause)}</Fact>}
        {Object.values(cdr.quality).map((quality, index) => (
          <Fact key={index} name={`${words.quality}: ${words.qualityOfLeg(index + 1)}`}>
            {words.loss(percent.format(quality.receivedLossShare), percent.format(quality.sentLossShare))},{' '}
            {words.jitter(decimal.format(quality.receivedJitterMs))}
          </Fact>
        ))}
      </dl>
    </details>
  );
}

function causeText({ callStory }: Messages, code: number): string {
  return callStory.cause(code, callStory.causes[code] ?? null);
}
