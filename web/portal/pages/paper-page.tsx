import type { Paper } from '../../messages/sl/citizen-papers.ts';

/** Help, statement of accessibility, privacy notice. */
export function PaperPage({
  paper,
  version,
  headings = 'page',
}: {
  readonly paper: Paper;
  readonly version: string | null;
  /** Below other headings it is a part of a page, not a page. */
  readonly headings?: 'page' | 'below';
}) {
  const [Title, Heading] = headings === 'page' ? (['h1', 'h2'] as const) : (['h3', 'h4'] as const);
  return (
    <article class="card narrow text">
      <Title>{paper.title}</Title>
      <p class="lead">{paper.lead}</p>
      {paper.parts.map(({ heading, content }) => (
        <section key={heading}>
          <Heading>{heading}</Heading>
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
