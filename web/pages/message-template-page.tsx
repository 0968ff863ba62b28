import type { TemplateProblem } from '../../messages/check-template.ts';
import { formsOf, type Placeholder, templateRules } from '../../messages/placeholders.ts';
import type { Rendered } from '../../messages/render.ts';
import type { Template } from '../../messages/template.ts';
import type { EditedTemplate } from '../../sql/messages/templates.ts';
import { presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import type { TemplatePlace } from '../routes/message-templates.tsx';
import { FormToken } from './form-token.tsx';
import { templatePath } from './message-templates-page.tsx';
import { Notice } from './notice.tsx';

type Props = PageFrame & {
  readonly at: TemplatePlace;
  readonly title: string;
  /** What stands in the fields: what counts, or what was typed. */
  readonly template: Template;
  readonly problems: readonly TemplateProblem[];
  /** The template is what counts now, and not what somebody has just typed. */
  readonly isStored: boolean;
  /** Null while problems keep it from being shown. */
  readonly preview: Rendered | null;
  readonly versions: readonly EditedTemplate[];
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
};

/** One text: its fields, what may stand in it, a preview with made-up data, and its earlier versions. */
export function MessageTemplatePage(props: Props) {
  const { m, title } = props;
  const { templates } = m.outbox;
  return (
    <div class="outbox-page">
      <p>
        <a href="/posta/predloge">{templates.back}</a>
      </p>
      <h1>{title}</h1>
      <Notice notice={props.notice} />
      <Problems {...props} />
      <div class="template-columns">
        <Editor {...props} />
        <Preview {...props} />
      </div>
      <Placeholders {...props} />
      <History {...props} />
    </div>
  );
}

function Problems({ m: { outbox }, problems, isStored }: Props) {
  if (problems.length === 0) return null;
  return (
    <div class="card field-problems" role="alert" id="tezave" tabIndex={-1}>
      <p>{isStored ? outbox.templates.lacksHeading : outbox.templates.problemsHeading}</p>
      <ul>
        {problems.map((found) => {
          const sentence = outbox.templates.problem(found);
          return <li key={sentence}>{sentence}</li>;
        })}
      </ul>
    </div>
  );
}

function Editor({ m: { outbox }, at, template, problems, versions, csrfToken }: Props) {
  const words = outbox.templates;
  const wrong = problems.length > 0 ? { 'aria-invalid': 'true' as const } : {};
  const described = problems.length > 0 ? 'besedilo-namig tezave' : 'besedilo-namig';
  return (
    <div class="card">
      <form method="post" action={templatePath(at)}>
        <FormToken token={csrfToken} />
        {at.channel === 'email' ? (
          <>
            <label for="zadeva">{words.subject}</label>
            <input id="zadeva" name="zadeva" lang={at.language} maxLength={300} value={template.subject} />
          </>
        ) : null}
        <label for="besedilo">{words.body}</label>
        <textarea
          id="besedilo"
          name="besedilo"
          lang={at.language}
          rows={at.channel === 'email' ? 16 : 5}
          maxLength={6000}
          aria-describedby={described}
          {...wrong}
        >
          {template.body}
        </textarea>
        <small id="besedilo-namig">{at.channel === 'email' ? words.bodyHint : words.smsHint}</small>
        <div class="form-row">
          <button type="submit" name="dejanje" value="predogled" class="secondary">
            {words.preview}
          </button>
          <button type="submit" name="dejanje" value="shrani">
            {words.save}
          </button>
        </div>
      </form>
      {versions[0] === undefined || versions[0].body === null ? null : (
        <form method="post" action={`${templatePath(at)}/povrni`}>
          <FormToken token={csrfToken} />
          <button type="submit" class="secondary outline">
            {words.restore}
          </button>
        </form>
      )}
    </div>
  );
}

function Preview({ m: { outbox }, at, preview }: Props) {
  const words = outbox.templates;
  return (
    <section class="card" aria-labelledby="predogled">
      <h2 id="predogled">{words.previewHeading}</h2>
      {preview === null ? (
        <p>{words.previewNone}</p>
      ) : (
        <>
          {preview.channel === 'email' ? (
            <p>
              {outbox.subject}: <strong lang={at.language}>{preview.subject}</strong>
            </p>
          ) : (
            <p>{outbox.smsParts(preview.length.parts, preview.length.alphabet)}</p>
          )}
          <blockquote class="letter" lang={at.language}>
            {preview.text}
          </blockquote>
        </>
      )}
    </section>
  );
}

function Placeholders({ m: { outbox }, at }: Props) {
  const words = outbox.templates;
  const { placeholders, required, requiredIn } = templateRules[at.kind];
  const needed = [...required[at.channel], ...(requiredIn?.channel === at.channel ? requiredIn.cases.flat() : [])];
  const shown = Object.entries(placeholders).filter(([, { as }]) => at.channel === 'email' || as !== 'block');
  const kindOf = (placeholder: Placeholder): string => {
    const forms = formsOf(placeholder, at.language);
    if (forms !== null) return words.asForms(forms);
    return placeholder.as === 'link' ? words.asLink : placeholder.as === 'block' ? words.asBlock : words.asWord;
  };
  return (
    <section class="card" aria-labelledby="vrednosti">
      <h2 id="vrednosti">{words.placeholdersHeading}</h2>
      <ul class="template-placeholders">
        {shown.map(([name, placeholder]) => (
          <li key={name}>
            <code>{`{${name}}`}</code> {kindOf(placeholder)}
            {needed.includes(name) ? <strong> ({words.required})</strong> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ m, at, versions }: Props) {
  const words = m.outbox.templates;
  if (versions.length === 0) return null;
  return (
    <section class="card" aria-labelledby="zgodovina">
      <h2 id="zgodovina">{words.historyHeading}</h2>
      {versions.map((version) => (
        <details key={version.editedAt}>
          <summary>{words.version(version.editedBy ?? m.none, presentDayAndTime(version.editedAt))}</summary>
          {version.body === null ? (
            <p>{words.versionRestored}</p>
          ) : (
            <blockquote class="letter" lang={at.language}>
              {version.subject === '' ? version.body : `${version.subject}\n\n${version.body}`}
            </blockquote>
          )}
        </details>
      ))}
    </section>
  );
}
