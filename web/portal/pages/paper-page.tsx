import type { Paper } from '../../messages/sl/citizen-papers.ts';

/** Help, statement of accessibility, privacy notice. */
export function PaperPage({ paper, version }: { readonly paper: Paper; readonly version: string | null }) {
  return (
    <article class="card narrow text">
      <h1>{paper.title}</h1>
      <p class="lead">{paper.lead}</p>
      {paper.parts.map(({ heading, content }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {content.map((part) =>
            typeof part === 'string' ? (
              <p key={part}>{part}</p>
            ) : (
              <ListOf key={part[0]} entries={part} ordered={paper.parts[0]?.content[0] === part} />
            ),
          )}
        </section>
      ))}
      {version === null ? null : <p class="hint">{version}</p>}
    </article>
  );
}

/** The first list of a paper is a sequence of steps where it opens the paper. */
function ListOf({ entries, ordered }: { readonly entries: readonly string[]; readonly ordered: boolean }) {
  const items = entries.map((entry) => <li key={entry}>{entry}</li>);
  return ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}
