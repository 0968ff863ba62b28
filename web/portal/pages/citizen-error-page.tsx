import type { CitizenMessages } from '../../messages/citizen.ts';

export function CitizenErrorPage(props: {
  readonly m: CitizenMessages;
  readonly words: { readonly title: string; readonly text: string; readonly advice: string };
  readonly start: string;
  readonly requestId: string | null;
}) {
  const { m, words, requestId } = props;
  return (
    <section class="card narrow">
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <p>
        {words.advice} {requestId === null ? null : <code>{requestId}</code>}
      </p>
      <p>
        <a class="as-button" href={props.start}>
          {m.toStart}
        </a>
      </p>
    </section>
  );
}
