import type { PromptKey } from '../../prompts/catalogue.ts';
import { catalogue, promptKeys } from '../../prompts/catalogue.ts';
import type { PromptVersion } from '../../sql/prompts/prompt-version.ts';
import { languageName } from '../calls/calls-csv.ts';
import { machineTime, presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';

type PromptsPageProps = PageFrame & { readonly versions: readonly PromptVersion[] };

/** Every prompt with its purpose, and its versions by language, the newest first. */
export function PromptsPage({ m, versions }: PromptsPageProps) {
  return (
    <div class="prompts-page">
      <h1>{m.papers.promptsTitle}</h1>
      <p>{m.papers.promptsIntro}</p>
      {promptKeys.map((key) => (
        <Prompt key={key} m={m} promptKey={key} versions={versions.filter((version) => version.key === key)} />
      ))}
    </div>
  );
}

function Prompt({
  m,
  promptKey,
  versions,
}: Pick<PageFrame, 'm'> & { promptKey: PromptKey; versions: readonly PromptVersion[] }) {
  const entry = catalogue[promptKey];
  const written = new Set(versions.map((version) => version.language));
  const languages = Object.keys(m.languages).filter((language) => written.has(language));
  const heading = `besedilo-${promptKey}`;
  return (
    <section class="card prompt" aria-labelledby={heading}>
      <h2 id={heading}>{m.callStory.promptNames[promptKey]}</h2>
      <p>
        {entry.purpose} <small>({entry.heardBy === 'caller' ? m.papers.heardByCaller : m.papers.heardByAgent})</small>
      </p>
      {entry.placeholders.length === 0 ? null : (
        <p class="placeholders">
          {m.papers.placeholders}:{' '}
          {entry.placeholders.map(({ name, meaning }) => (
            <span key={name}>
              <code>{`{${name}}`}</code> – {meaning}{' '}
            </span>
          ))}
        </p>
      )}
      {languages.length === 0 ? <p>{m.papers.noVersion}</p> : null}
      {languages.map((language) => (
        <div key={language}>
          <h3>{m.papers.versionOf(languageName(m, language) ?? language)}</h3>
          <ol class="versions">
            {versions
              .filter((version) => version.language === language)
              .map((version) => (
                <Version key={version.id} m={m} version={version} />
              ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

function Version({ m, version }: Pick<PageFrame, 'm'> & { version: PromptVersion }) {
  const { papers } = m;
  return (
    <li class={`version version-${version.state}`}>
      <p class="version-state">
        <strong class={`prompt-state prompt-${version.state}`}>{papers.states[version.state]}</strong>{' '}
        <small>
          {papers.recordings[version.recording]}
          {version.decidedAt === null ? null : (
            <>
              {' · '}
              <time dateTime={machineTime(version.decidedAt)}>
                {papers.decidedAt(presentDayAndTime(version.decidedAt))}
              </time>
            </>
          )}
          {version.decidedAt === null && version.proposedAt !== null
            ? ` · ${papers.proposedAt(presentDayAndTime(version.proposedAt))}`
            : null}
        </small>
      </p>
      <blockquote lang={version.language}>{version.text}</blockquote>
      {version.comment === '' ? null : (
        <p>
          {papers.comment}: {version.comment}
        </p>
      )}
    </li>
  );
}
