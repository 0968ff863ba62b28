import type { ComponentChildren } from 'preact';
import { machineTime, presentDayAndTime } from '../present/time.ts';
import type { WorkableVersion } from '../prompts/approval-of.ts';
import { examplesOf } from '../prompts/listen.ts';
import type { PageFrame } from '../render.tsx';

type PromptVersionProps = Pick<PageFrame, 'm'> & {
  readonly version: WorkableVersion;
  readonly nameOf: (userId: string | null) => string;
  /** The text stands in a field below. */
  readonly textless?: boolean;
  readonly children?: ComponentChildren;
};

/** A version with its text, its sound, and who did what to it when. */
export function PromptVersionCard({ m, version, nameOf, textless = false, children }: PromptVersionProps) {
  const { prompts } = m;
  return (
    <article class={`version version-${version.state}`} id={version.id}>
      <p class="version-state">
        <strong class={`prompt-state prompt-${version.state}`}>{prompts.states[version.state]}</strong>{' '}
        <small>{prompts.recordings[version.recording]}</small>
      </p>
      {textless ? null : <blockquote lang={version.language}>{version.text}</blockquote>}
      <Sound m={m} version={version} />
      {version.comment === '' ? null : (
        <p class="as-typed">
          {prompts.comment}: {version.comment}
        </p>
      )}
      <ul class="version-story">
        {storyOf(version).map(({ deed, by, at }) => (
          <li key={deed}>
            <time dateTime={machineTime(at)}>{prompts[deed](nameOf(by), presentDayAndTime(at))}</time>
          </li>
        ))}
      </ul>
      {children}
    </article>
  );
}

function Sound({ m, version }: Pick<PromptVersionProps, 'm' | 'version'>) {
  const { prompts } = m;
  const examples = examplesOf(version);
  if (examples.length === 0) return <p class="unspeakable">{prompts.canNotBeSpoken}</p>;
  const what = `${m.callStory.promptNames[version.key]}, ${m.languages[version.language]}, ${prompts.states[version.state]}`;
  const [only] = examples;
  if (examples.length === 1 && only !== undefined) {
    // biome-ignore lint/a11y/useMediaCaption: its words stand above it.
    return <audio class="prompt-sound" controls preload="none" src={only.path} aria-label={prompts.listen(what)} />;
  }
  return (
    <details class="prompt-examples" open={version.state === 'proposed'}>
      <summary>{prompts.listenExamples}</summary>
      <ol>
        {examples.map(({ words, path }) => (
          <li key={path}>
            <span lang={version.language}>{words}</span>
            {/* biome-ignore lint/a11y/useMediaCaption: its words stand before it. */}
            <audio class="prompt-sound" controls preload="none" src={path} aria-label={prompts.listen(words)} />
          </li>
        ))}
      </ol>
    </details>
  );
}

type Deed = {
  readonly deed: 'drafted' | 'proposed' | 'approved' | 'rejected' | 'retired';
  readonly by: string | null;
  readonly at: number;
};

function storyOf(version: WorkableVersion): readonly Deed[] {
  const { state, createdAt, draftedBy, proposedAt, proposedBy, decidedAt, decidedBy, retiredAt, retiredBy } = version;
  const story: Deed[] = [];
  if (draftedBy !== null) story.push({ deed: 'drafted', by: draftedBy, at: createdAt });
  if (proposedAt !== null) story.push({ deed: 'proposed', by: proposedBy, at: proposedAt });
  if (decidedAt !== null) {
    story.push({ deed: state === 'rejected' ? 'rejected' : 'approved', by: decidedBy, at: decidedAt });
  }
  if (retiredAt !== null) story.push({ deed: 'retired', by: retiredBy, at: retiredAt });
  return story;
}
