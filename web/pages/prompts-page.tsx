import type { PromptUse } from '../../dialplan/prompts-in-use.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import { catalogue, promptKeys } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import { languages } from '../../prompts/language.ts';
import { presentDayAndTime } from '../present/time.ts';
import type { WorkableVersion } from '../prompts/approval-of.ts';
import type { PageFrame } from '../render.tsx';
import { Guide } from './guide.tsx';
import { Sign } from './sign.tsx';

type PromptsPageProps = PageFrame & {
  /** Of every prompt and language, the newest first. */
  readonly versions: readonly WorkableVersion[];
  /** What the line must be able to say and can not. */
  readonly missing: readonly PromptUse[];
  readonly nameOf: (userId: string | null) => string;
  readonly mayWrite: boolean;
};

export const promptPath = (key: PromptKey, language: Language): string => `/besedila/${key}/${language}`;

/** Every prompt with its purpose and the text that is in use in each language; what waits for somebody comes first. */
export function PromptsPage(props: PromptsPageProps) {
  const { m, versions } = props;
  return (
    <div class="prompts-page">
      <h1>{m.prompts.title}</h1>
      <Guide m={m} points={m.guide.prompts} />
      <p>{m.prompts.intro}</p>
      <Missing {...props} />
      <ToDecide {...props} />
      {promptKeys.map((key) => (
        <Prompt key={key} {...props} promptKey={key} versions={versions.filter((version) => version.key === key)} />
      ))}
    </div>
  );
}

function Missing({ m, missing }: PromptsPageProps) {
  if (missing.length === 0) return null;
  return (
    <section class="card prompts-missing" aria-labelledby="manjka">
      <h2 id="manjka">
        <Sign name="warning" /> {m.prompts.missing}
      </h2>
      <ul>
        {missing.map((use) => (
          <li key={`${use.prompt} ${use.language} ${use.by}`}>
            <a href={promptPath(use.prompt, use.language)}>
              {m.prompts.missingItem(m.callStory.promptNames[use.prompt], m.languages[use.language], use)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ToDecide({ m, versions, nameOf }: PromptsPageProps) {
  const proposed = versions.filter(({ state }) => state === 'proposed');
  if (proposed.length === 0) return null;
  return (
    <section class="card" aria-labelledby="caka">
      <h2 id="caka">{m.prompts.toDecide}</h2>
      <ul>
        {proposed.map(({ id, key, language, proposedBy, proposedAt }) => (
          <li key={id}>
            <a href={`${promptPath(key, language)}#${id}`}>
              {m.prompts.toDecideItem(
                m.callStory.promptNames[key],
                m.languages[language],
                nameOf(proposedBy),
                presentDayAndTime(proposedAt ?? 0),
              )}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Prompt({ m, promptKey, versions, mayWrite }: PromptsPageProps & { readonly promptKey: PromptKey }) {
  const { prompts } = m;
  const entry = catalogue[promptKey];
  const name = m.callStory.promptNames[promptKey];
  const heading = `besedilo-${promptKey}`;
  return (
    <section class="card prompt" aria-labelledby={heading}>
      <h2 id={heading}>{name}</h2>
      <p>
        {entry.purpose} <small>({entry.heardBy === 'caller' ? prompts.heardByCaller : prompts.heardByAgent})</small>
      </p>
      <div class="prompt-languages">
        {languages.map((language) => {
          const written = versions.filter((version) => version.language === language);
          return (
            <div key={language}>
              <h3>{m.languages[language]}</h3>
              <InUse m={m} language={language} written={written} />
              <p class="prompt-open">
                <a href={promptPath(promptKey, language)}>
                  {written.length === 0 && mayWrite ? prompts.write : prompts.open}
                  <span class="visually-hidden">: {prompts.openOf(name, m.languages[language])}</span>
                </a>{' '}
                <Pending m={m} written={written} />
              </p>
            </div>
          );
        })}
      </div>
    </section>
  );
}

type Written = Pick<PageFrame, 'm'> & { readonly written: readonly WorkableVersion[] };

function InUse({ m, language, written }: Written & { readonly language: Language }) {
  const approved = written.find(({ state }) => state === 'approved');
  if (approved !== undefined) {
    return (
      <blockquote class="in-use" lang={language}>
        {approved.text}
      </blockquote>
    );
  }
  return <p class="not-in-use">{written.length === 0 ? m.prompts.noVersion : m.prompts.noApproved}</p>;
}

/** What is on its way to take the place of the text in use. */
function Pending({ m, written }: Written) {
  const states = (['proposed', 'draft'] as const).filter((state) => written.some((version) => version.state === state));
  return (
    <>
      {states.map((state) => (
        <strong key={state} class={`prompt-state prompt-${state}`}>
          {m.prompts.states[state]}
        </strong>
      ))}
    </>
  );
}
