import { channelsOf } from '../../messages/placeholders.ts';
import { messageKinds, messageLanguages } from '../../sql/messages/message.ts';
import type { PageFrame } from '../render.tsx';
import type { TemplatePlace } from '../routes/message-templates.tsx';

type Props = PageFrame & {
  /** `isWhole` false: it lacks what messages of its kind must say. */
  readonly edited: readonly (TemplatePlace & { readonly isWhole: boolean })[];
};

export const templatePath = ({ kind, channel, language }: TemplatePlace): string =>
  `/posta/predloge/${kind}/${channel}/${language}`;

/** Every text there is, by kind and channel, with those that were edited marked. */
export function MessageTemplatesPage({ m, edited }: Props) {
  const { outbox } = m;
  const { templates } = outbox;
  const stateOf = (at: TemplatePlace) => {
    const found = edited.find(
      (one) => one.kind === at.kind && one.channel === at.channel && one.language === at.language,
    );
    if (found === undefined) return templates.shipped;
    return <strong>{found.isWhole ? templates.edited : templates.editedLacking}</strong>;
  };
  return (
    <div class="outbox-page">
      <p>
        <a href="/posta">{outbox.title}</a>
      </p>
      <h1>{templates.title}</h1>
      <p>{templates.intro}</p>
      <div class="card table-scroll" role="region" aria-label={templates.listCaption} tabIndex={0}>
        <table class="stacked">
          <caption class="visually-hidden">{templates.listCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{outbox.kind}</th>
              <th scope="col">{outbox.channel}</th>
              {messageLanguages.map((language) => (
                <th key={language} scope="col">
                  {outbox.languages[language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {messageKinds.flatMap((kind) =>
              channelsOf(kind).map((channel) => (
                <tr key={`${kind} ${channel}`}>
                  <th scope="row">{outbox.kinds[kind]}</th>
                  <td data-label={outbox.channel}>{outbox.channels[channel]}</td>
                  {messageLanguages.map((language) => {
                    const at = { kind, channel, language };
                    const label = templates.openOf(
                      outbox.kinds[kind],
                      outbox.channels[channel],
                      outbox.languages[language],
                    );
                    return (
                      <td key={language} data-label={outbox.languages[language]}>
                        <a href={templatePath(at)}>
                          <span class="visually-hidden">{label}: </span>
                          {stateOf(at)}
                        </a>
                      </td>
                    );
                  })}
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
}
