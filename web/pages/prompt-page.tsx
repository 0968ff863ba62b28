import type { ComponentChildren } from 'preact';
import type { PromptUse } from '../../dialplan/prompts-in-use.ts';
import type { Placeholder, PromptKey } from '../../prompts/catalogue.ts';
import { catalogue } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import { formsOf } from '../../prompts/spoken/placeholder-forms.ts';
import type { WorkableVersion } from '../prompts/approval-of.ts';
import type { PageFrame } from '../render.tsx';
import { FormToken } from './form-token.tsx';
import { Notice } from './notice.tsx';
import type { TypedDraft } from './prompt-editor.tsx';
import { PromptEditor } from './prompt-editor.tsx';
import { PromptVersionCard } from './prompt-version.tsx';

export type PromptPageProps = PageFrame & {
  readonly promptKey: PromptKey;
  readonly language: Language;
  /** Of this prompt and language, the newest first. */
  readonly versions: readonly WorkableVersion[];
  readonly uses: readonly PromptUse[];
  readonly nameOf: (userId: string | null) => string;
  readonly mayWrite: boolean;
  readonly mayDecide: boolean;
  readonly proposerMayApprove: boolean;
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
  /** What could not be stored, so that nothing typed is lost. */
  readonly typed: TypedDraft | null;
  readonly rejection: { readonly id: string; readonly comment: string } | null;
};

/** One prompt in one language: what is said now, what is to take its place, and what was before. */
export function PromptPage(props: PromptPageProps) {
  const { m, promptKey, language, versions, mayWrite } = props;
  const { prompts } = m;
  const inState = (...states: readonly WorkableVersion['state'][]) =>
    versions.filter(({ state }) => states.includes(state));
  const [approved] = inState('approved');
  const drafts = inState('draft');
  return (
    <div class="prompt-page">
      <p>
        <a href="/besedila">← {prompts.back}</a>
      </p>
      <h1>{prompts.heading(m.callStory.promptNames[promptKey], m.languages[language])}</h1>
      <Notice notice={props.notice} />
      <Purpose {...props} />
      <Part id="v-rabi" heading={prompts.approvedHeading}>
        {approved === undefined ? (
          <p>{prompts.noApproved}</p>
        ) : (
          <PromptVersionCard {...props} version={approved}>
            {props.mayDecide ? <Retire {...props} version={approved} /> : null}
          </PromptVersionCard>
        )}
      </Part>
      {inState('proposed').length === 0 ? null : (
        <Part id="caka" heading={prompts.toDecide}>
          {inState('proposed').map((version) => (
            <PromptVersionCard key={version.id} {...props} version={version}>
              {props.mayDecide ? <Decide {...props} version={version} /> : null}
            </PromptVersionCard>
          ))}
        </Part>
      )}
      {drafts.map((draft) => (
        <Part key={draft.id} id={`osnutek-${draft.id}`} heading={prompts.draftHeading}>
          <PromptVersionCard {...props} version={draft} textless={mayWrite}>
            {mayWrite ? <PromptEditor {...props} draft={draft} startText={draft.text} /> : null}
          </PromptVersionCard>
          {mayWrite ? <Discard {...props} version={draft} /> : null}
        </Part>
      ))}
      {mayWrite && drafts.length === 0 ? (
        <Part id="nova" heading={prompts.newHeading}>
          <PromptEditor {...props} draft={null} startText={approved?.text ?? ''} />
        </Part>
      ) : null}
      <Part id="zgodovina" heading={prompts.historyHeading}>
        {inState('rejected', 'retired').length === 0 ? <p>{prompts.historyEmpty}</p> : null}
        {inState('rejected', 'retired').map((version) => (
          <PromptVersionCard key={version.id} {...props} version={version} />
        ))}
      </Part>
    </div>
  );
}

function Part(props: { readonly id: string; readonly heading: string; readonly children: ComponentChildren }) {
  return (
    <section class="card" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.heading}</h2>
      {props.children}
    </section>
  );
}

function Purpose({ m, promptKey, language, uses }: PromptPageProps) {
  const { prompts } = m;
  const { purpose, heardBy, placeholders } = catalogue[promptKey];
  return (
    <>
      <p>
        {purpose} <small>({heardBy === 'caller' ? prompts.heardByCaller : prompts.heardByAgent})</small>
      </p>
      {uses.length === 0 ? (
        <p class="prompt-uses">{prompts.notUsed}</p>
      ) : (
        <p class="prompt-uses">
          {prompts.usedHeading} {uses.map((use) => prompts.uses(use)).join('; ')}.
        </p>
      )}
      {placeholders.length === 0 ? null : (
        <dl class="placeholders">
          {placeholders.map((placeholder: Placeholder) => {
            const forms = formsOf(placeholder.kind, language);
            return (
              <div key={placeholder.name}>
                <dt>
                  {prompts.placeholders}: <code>{`{${placeholder.name}}`}</code>
                </dt>
                <dd>
                  {placeholder.meaning} {forms.length > 1 ? prompts.forms(forms) : ''}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </>
  );
}

type OfVersion = PromptPageProps & { readonly version: WorkableVersion };

const actionOf = ({ id }: WorkableVersion, deed: string): string => `/besedila/razlicica/${id}/${deed}`;

function Decide({ m, csrfToken, user, version, proposerMayApprove, rejection }: OfVersion) {
  const { prompts } = m;
  const own = version.proposedBy === user?.id && !proposerMayApprove;
  const field = `pripomba-${version.id}`;
  return (
    <div class="decide">
      {own ? (
        <p class="own-proposal">{prompts.ownProposal}</p>
      ) : (
        <form method="post" action={actionOf(version, 'odobri')}>
          <FormToken token={csrfToken} />
          <p>{prompts.approveExplanation}</p>
          <button type="submit">{prompts.approve}</button>
        </form>
      )}
      <form method="post" action={actionOf(version, 'zavrni')}>
        <FormToken token={csrfToken} />
        <label for={field}>{prompts.rejectComment}</label>
        <textarea id={field} name="pripomba" rows={2} maxLength={1000} required aria-describedby={`${field}-namig`}>
          {rejection?.id === version.id ? rejection.comment : ''}
        </textarea>
        <small id={`${field}-namig`}>{prompts.rejectHint}</small>
        <button type="submit" class="secondary">
          {prompts.reject}
        </button>
      </form>
    </div>
  );
}

function Retire({ m, csrfToken, version }: OfVersion) {
  return (
    <details class="rare">
      <summary>{m.prompts.retire} …</summary>
      <form method="post" action={actionOf(version, 'umakni')}>
        <FormToken token={csrfToken} />
        <p>{m.prompts.retireExplanation}</p>
        <button type="submit" class="secondary">
          {m.prompts.retire}
        </button>
      </form>
    </details>
  );
}

function Discard({ m, csrfToken, version }: OfVersion) {
  return (
    <details class="rare">
      <summary>{m.prompts.discard} …</summary>
      <form method="post" action={actionOf(version, 'zavrzi')}>
        <FormToken token={csrfToken} />
        <p>{m.prompts.discardExplanation}</p>
        <button type="submit" class="secondary">
          {m.prompts.discard}
        </button>
      </form>
    </details>
  );
}
