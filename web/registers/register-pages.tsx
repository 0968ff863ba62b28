import type { RegisterKind } from '../../sql/places/pending-import.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import type { Preview } from './preview.ts';
import { columnsOf } from './read-register.ts';
import type { RegisterProblem } from './register-routes.tsx';

/** What is told of long lists on a page. */
const mostShown = 60;

type RegistersPageProps = PageFrame & {
  readonly chosen: RegisterKind;
  readonly problem: RegisterProblem | null;
  readonly notice: DoneNotice | null;
};

export function RegistersPage({ m, csrfToken, chosen, problem, notice }: RegistersPageProps) {
  const say = m.registers;
  const refused: DoneNotice | null =
    problem === null
      ? null
      : {
          kind: 'refused',
          sentence: problem.type === 'sentence' ? problem.sentence : say.errors(problem.cells.length),
        };
  return (
    <div class="locations-page">
      <h1>{say.title}</h1>
      <Guide m={m} points={say.guide} />
      <Notice notice={refused ?? notice} />
      {problem?.type === 'wrongCells' ? <WrongCells m={m} cells={problem.cells} /> : null}
      <form class="card" method="post" action="/uvoz" encType="multipart/form-data">
        <FormToken token={csrfToken} />
        <label for="vrsta">{say.kind}</label>
        <select id="vrsta" name="vrsta">
          {(['PT', 'UE'] as const).map((kind) => (
            <option key={kind} value={kind} selected={kind === chosen}>
              {say.kinds[kind]}
            </option>
          ))}
        </select>
        <label for="datoteka">{say.file}</label>
        <input
          type="file"
          id="datoteka"
          name="datoteka"
          accept=".csv,text/csv"
          required
          aria-describedby="datoteka-namig"
        />
        <small id="datoteka-namig">
          {say.fileHint} {say.columns(columnsOf(chosen).join(', '))}
        </small>
        <p>
          <button type="submit">{say.preview}</button>
        </p>
      </form>
      <p>
        {say.samples}: <a href="/uvoz/vzorec/PT.csv">{say.sampleOf.PT}</a>,{' '}
        <a href="/uvoz/vzorec/UE.csv">{say.sampleOf.UE}</a>
      </p>
    </div>
  );
}

function WrongCells({
  m,
  cells,
}: Pick<PageFrame, 'm'> & Pick<Extract<RegisterProblem, { type: 'wrongCells' }>, 'cells'>) {
  const say = m.registers;
  return (
    <div class="card table-scroll" role="region" aria-label={say.errorTable} tabIndex={0}>
      <table>
        <caption class="visually-hidden">{say.errorTable}</caption>
        <thead>
          <tr>
            <th scope="col">{say.line}</th>
            <th scope="col">{say.column}</th>
            <th scope="col">{say.value}</th>
            <th scope="col">{say.expected}</th>
          </tr>
        </thead>
        <tbody>
          {cells.slice(0, mostShown).map(({ line, column, value, expected }) => (
            <tr key={`${line} ${column} ${expected}`}>
              <th scope="row">{line}</th>
              <td>{column}</td>
              <td>{value === '' ? <small>{say.empty}</small> : <code>{value}</code>}</td>
              <td>{say.expectations[expected]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {cells.length > mostShown ? <p>{say.more(cells.length - mostShown)}</p> : null}
    </div>
  );
}

type RegisterPreviewPageProps = PageFrame & {
  readonly id: string;
  readonly kind: RegisterKind;
  readonly preview: Preview;
  /** Whether it would change anything. */
  readonly useful: boolean;
  readonly stale: boolean;
};

export function RegisterPreviewPage({ m, csrfToken, id, kind, preview, useful, stale }: RegisterPreviewPageProps) {
  const say = m.registers;
  return (
    <div class="locations-page">
      <h1>{say.previewTitle(say.kinds[kind])}</h1>
      <Notice notice={stale ? { kind: 'refused', sentence: say.stale } : null} />
      {useful ? null : <p class="card">{say.nothing}</p>}
      {(['added', 'changed', 'removed'] as const).map((group) => {
        const names = preview[group];
        if (names.length === 0) return null;
        return (
          <section key={group} class="card">
            <h2>{say.groups[group](names.length)}</h2>
            <ul class="register-names">
              {names.slice(0, mostShown).map((name) => (
                <li key={name}>{name}</li>
              ))}
              {names.length > mostShown ? <li>{say.more(names.length - mostShown)}</li> : null}
            </ul>
          </section>
        );
      })}
      <p>{say.same(preview.same)}</p>
      {kind === 'UE' ? <p>{say.unitsNote}</p> : null}
      <form class="card" method="post" action={`/uvoz/${id}`}>
        <FormToken token={csrfToken} />
        <input type="hidden" name="stanje" value={preview.digest} />
        <p class="form-row">
          {useful ? (
            <button type="submit" name="dejanje" value="uvozi">
              {say.take}
            </button>
          ) : null}
          <button type="submit" name="dejanje" value="zavrzi" class="secondary">
            {say.drop}
          </button>
        </p>
        {useful ? <small>{say.takeNote}</small> : null}
      </form>
    </div>
  );
}
