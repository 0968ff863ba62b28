import type { Messages } from '../messages/sl.ts';

export function ErrorPage(props: {
  readonly m: Messages;
  readonly words: { readonly title: string; readonly text: string; readonly advice: string };
  /** Only where the reader may be asked for it. */
  readonly requestId: string | null;
}) {
  const { m, words, requestId } = props;
  return (
    <section class="card error-page">
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <p>
        {words.advice} {requestId === null ? null : <code>{requestId}</code>}
      </p>
      <p>
        <a role="button" href="/">
          {m.entrance.toStart}
        </a>
      </p>
    </section>
  );
}
