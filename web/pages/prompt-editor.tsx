import { catalogue } from '../../prompts/catalogue.ts';
import { checkTemplate } from '../../prompts/template.ts';
import type { WorkableVersion } from '../prompts/approval-of.ts';
import { fingerprintOf } from '../prompts/approval-of.ts';
import { FormToken } from './form-token.tsx';
import type { PromptPageProps } from './prompt-page.tsx';
import { promptPath } from './prompts-page.tsx';

/** Typed and not stored. `draft` null: it was to be a new one. */
export type TypedDraft = {
  readonly draft: string | null;
  readonly text: string;
  /** What else went wrong, beside the field that it is about. */
  readonly soundProblem: string | null;
  /** Somebody else's text, which is stored. */
  readonly stored: string | null;
};

/**
 * Text and recording of a draft in one form, so that neither is lost while the other is sent. islands/prompt-editor.ts
 * checks while somebody types; without script the same sentences come with the next page.
 */
export function PromptEditor(
  props: PromptPageProps & { readonly draft: WorkableVersion | null; readonly startText: string },
) {
  const { m, promptKey, language, csrfToken, draft, startText } = props;
  const { prompts } = m;
  const typed = props.typed?.draft === (draft?.id ?? null) ? props.typed : null;
  const text = typed?.text ?? startText;
  // Nothing is said about a field that nobody has written in yet.
  const problems = text === '' && typed === null ? [] : checkTemplate(text, promptKey, language);
  const field = `besedilo-${draft?.id ?? 'novo'}`;
  const action = draft === null ? promptPath(promptKey, language) : `/besedila/razlicica/${draft.id}/osnutek`;
  return (
    <form
      class="prompt-editor"
      method="post"
      action={action}
      encType="multipart/form-data"
      data-prompt={promptKey}
      data-language={language}
      data-draft={draft?.id ?? ''}
    >
      <FormToken token={csrfToken} />
      <input type="hidden" name="prej" value={fingerprintOf(typed?.stored ?? startText)} />
      <label for={field}>{prompts.text}</label>
      <textarea
        id={field}
        name="besedilo"
        rows={4}
        lang={language}
        maxLength={2000}
        aria-describedby={`${field}-namig ${field}-tezave`}
        {...(problems.length > 0 ? { 'aria-invalid': 'true' as const } : {})}
      >
        {text}
      </textarea>
      <small id={`${field}-namig`}>{prompts.textHint}</small>
      <div id={`${field}-tezave`} class="field-problems" role="status">
        <p hidden={problems.length === 0}>{prompts.problems}</p>
        <ul hidden={problems.length === 0}>
          {problems.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      </div>
      {typed?.stored == null ? null : (
        <div class="stored-text">
          <p>{prompts.storedText}:</p>
          <blockquote lang={language}>{typed.stored}</blockquote>
        </div>
      )}
      <Recording {...props} soundProblem={typed?.soundProblem ?? null} field={`posnetek-${draft?.id ?? 'nov'}`} />
      <div class="form-row">
        <button type="submit" name="dejanje" value="shrani" class="secondary">
          {prompts.save}
        </button>
        <button type="submit" name="dejanje" value="predlagaj">
          {prompts.saveAndPropose}
        </button>
      </div>
    </form>
  );
}

type RecordingProps = Pick<PromptPageProps, 'm' | 'promptKey'> & {
  readonly draft: WorkableVersion | null;
  readonly soundProblem: string | null;
  readonly field: string;
};

function Recording({ m, promptKey, draft, soundProblem, field }: RecordingProps) {
  const { prompts } = m;
  if (catalogue[promptKey].placeholders.length > 0 && draft?.recording !== 'studio') {
    return <p class="one-sound">{prompts.soundIsOneFile}</p>;
  }
  const recorded = draft?.recording === 'studio';
  return (
    <fieldset class="prompt-recording">
      <legend>{prompts.soundHeading}</legend>
      <p>{prompts.soundNow(prompts.recordings[draft?.recording ?? 'synthesised'])}</p>
      <label for={field}>{recorded ? prompts.uploadOther : prompts.upload}</label>
      <input
        type="file"
        id={field}
        name="posnetek"
        accept=".wav,.mp3,audio/wav,audio/x-wav,audio/mpeg"
        aria-describedby={`${field}-namig ${field}-tezava`}
        {...(soundProblem === null ? {} : { 'aria-invalid': 'true' as const })}
      />
      <small id={`${field}-namig`}>{prompts.uploadHint}</small>
      <p id={`${field}-tezava`} class="field-problems" hidden={soundProblem === null}>
        {soundProblem}
      </p>
      {recorded ? (
        <label>
          <input type="checkbox" name="odstrani" value="da" /> {prompts.removeSound}
        </label>
      ) : null}
    </fieldset>
  );
}
