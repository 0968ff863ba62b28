import type { ComponentChildren } from 'preact';
import { FormProblems, type FormState, TextField, Tick } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Guide } from '../pages/guide.tsx';
import { presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import type { KeptData } from './kept-data.ts';

export const dataSubjectPath = (deed?: 'prenos' | 'izbris'): string =>
  deed === undefined ? '/zahteve-posameznikov' : `/zahteve-posameznikov/${deed}`;

/** What is kept of the person, and how many visits still need it. */
export type Found = { readonly data: KeptData; readonly coming: number };

type Props = PageFrame & FormState & { readonly found: Found | null };

/** A person's request: who it is, what is kept of them, to take along and to erase (R9.3). */
export function DataSubjectPage(props: Props) {
  const { m, problems, found } = props;
  const words = m.dataSubject;
  return (
    <div class="locations-page">
      <h1>{words.title}</h1>
      <Guide m={m} points={words.guide} />
      <FormProblems heading={words.problems.heading} problems={problems} />
      <form class="card" method="post" action={dataSubjectPath()} noValidate>
        <FormToken token={props.csrfToken} />
        <TextField {...props} name="zadeva" label={words.caseReference} hint={words.caseHint} maxLength={40} required />
        <TextField {...props} name="eposta" label={words.email} type="email" maxLength={254} />
        <TextField {...props} name="telefon" label={words.phone} hint={words.contactHint} type="tel" maxLength={40} />
        <button type="submit">{words.search}</button>
      </form>
      {found === null ? null : <Kept {...props} found={found} />}
    </div>
  );
}

function Kept(props: Props & { readonly found: Found }) {
  const { m, found } = props;
  const words = m.dataSubject;
  const { visits, calls, callbacks, voiceMessages, recordings } = found.data;
  if ([visits, calls, callbacks, voiceMessages, recordings].every(({ length }) => length === 0)) {
    return (
      <p class="card" role="status">
        {words.nothing}
      </p>
    );
  }
  const sl = (texts: (typeof visits)[number]['serviceNames']) => texts.map((name) => name.sl).join(' + ');
  return (
    <section aria-labelledby="hranimo">
      <h2 id="hranimo">{words.kept}</h2>
      <Part heading={words.visits(visits.length)}>
        {visits.map(({ appointmentId, startsAt, serviceNames, locationName, state }) => (
          <li key={appointmentId}>
            <a href={`/obiski/${appointmentId}`}>{presentDayAndTime(startsAt)}</a>, {sl(serviceNames)}, {locationName} (
            {m.deskVisits.states[state]})
          </li>
        ))}
      </Part>
      <Part heading={words.calls(calls.length)}>
        {calls.map(({ id, startedAt, outcome }) => (
          <li key={id}>
            <a href={`/klici/${encodeURIComponent(id)}`}>{presentDayAndTime(startedAt)}</a> ({m.outcomes[outcome]})
          </li>
        ))}
      </Part>
      <Part heading={words.callbacks(callbacks.length)}>
        {callbacks.map(({ id, askedAt, state }) => (
          <li key={id}>
            {presentDayAndTime(askedAt)} ({state === 'closed' ? words.closed : words.owed})
          </li>
        ))}
      </Part>
      <Part heading={words.voiceMessages(voiceMessages.length)}>
        {voiceMessages.map(({ id, leftAt }) => (
          <li key={id}>{presentDayAndTime(leftAt)}</li>
        ))}
      </Part>
      <Part heading={words.recordings(recordings.length)}>
        {recordings.map(({ id, callId, startedAt }) => (
          <li key={id}>
            <a href={`/klici/${encodeURIComponent(callId)}`}>{presentDayAndTime(startedAt)}</a>
          </li>
        ))}
      </Part>
      <form class="card" method="post" action={dataSubjectPath('prenos')}>
        <h3>{words.export}</h3>
        <Request {...props} />
        <p>{words.exportText}</p>
        <button type="submit">{words.download}</button>
      </form>
      <form class="card" method="post" action={dataSubjectPath('izbris')} noValidate>
        <h3>{words.erase}</h3>
        <Request {...props} />
        <p>{words.eraseText}</p>
        {found.coming === 0 ? null : <p>{words.coming(found.coming)}</p>}
        <Tick name="razumem" label={words.sure} typed={props.typed} />
        <button type="submit" class="danger">
          {words.eraseNow}
        </button>
      </form>
    </section>
  );
}

/** A kind of data; what there is none of is not shown. */
function Part({ heading, children }: { readonly heading: string; readonly children: readonly ComponentChildren[] }) {
  if (children.length === 0) return null;
  return (
    <div class="card">
      <h3>{heading}</h3>
      <ul>{children}</ul>
    </div>
  );
}

/** Who it is about goes along in the form, never in an address. */
function Request({ csrfToken, typed }: Props) {
  return (
    <>
      <FormToken token={csrfToken} />
      {['zadeva', 'eposta', 'telefon'].map((name) => (
        <input key={name} type="hidden" name={name} value={typed[name] ?? ''} />
      ))}
    </>
  );
}
