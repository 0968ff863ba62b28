import type { DoneNotice } from '../locations/done-notice.ts';
import { FormProblems, type FormState } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import { fieldOf, type Kind, type Listable } from './key-menu-form.ts';

export const keyMenuPath = '/izbira-s-tipkami';

type Props = PageFrame &
  FormState & {
    readonly listable: Readonly<Record<Kind, readonly Listable[]>>;
    /** False: no key of the menu leads to it now. */
    readonly offered: boolean;
    readonly notice: DoneNotice | null;
  };

/** What callers choose from by keys, in the order in which it is said (R1.5). */
export function KeyMenuPage(props: Props) {
  const { m, notice, problems, csrfToken, offered } = props;
  const words = m.keyMenu;
  return (
    <div class="locations-page">
      <h1>{words.title}</h1>
      <Guide m={m} points={words.guide} />
      <Notice notice={notice} />
      <FormProblems heading={words.problems.heading} problems={problems} />
      {offered ? null : <p class="card">{words.notOffered}</p>}
      <form method="post" action={keyMenuPath} noValidate>
        <FormToken token={csrfToken} />
        <List {...props} kind="storitev" title={words.services} hint={null} />
        <List {...props} kind="kraj" title={words.places} hint={words.placesHint} />
        <p>{words.effect}</p>
        <button type="submit">{words.save}</button>
      </form>
    </div>
  );
}

type ListProps = Props & { readonly kind: Kind; readonly title: string; readonly hint: string | null };

function List({ m, kind, title, hint, listable, typed, problems }: ListProps) {
  const words = m.keyMenu;
  const field = (id: string, what: 'mesto' | 'sl' | 'en', label: string) => {
    const name = fieldOf(kind, id, what);
    const problem = problems[name];
    return (
      <>
        <input
          id={name}
          name={name}
          value={typed[name] ?? ''}
          aria-label={label}
          maxLength={what === 'mesto' ? 2 : 80}
          {...(what === 'mesto' ? { inputMode: 'numeric' as const, class: 'short' } : { lang: what })}
          {...(problem === undefined ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-napaka` })}
        />
        {problem === undefined ? null : <small id={`${name}-napaka`}>{problem}</small>}
      </>
    );
  };
  return (
    <div class="card">
      <h2>{title}</h2>
      {hint === null ? null : <p>{hint}</p>}
      <div class="table-scroll" role="region" aria-label={title} tabIndex={0}>
        <table class="stacked">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.position}</th>
              <th scope="col">{words.spokenSl}</th>
              <th scope="col">{words.spokenEn}</th>
            </tr>
          </thead>
          <tbody>
            {listable[kind].map(({ id, name }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td data-label={words.position}>{field(id, 'mesto', words.positionOf(name))}</td>
                <td data-label={words.spokenSl}>{field(id, 'sl', words.spokenOf(name, 'sl'))}</td>
                <td data-label={words.spokenEn}>{field(id, 'en', words.spokenOf(name, 'en'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
