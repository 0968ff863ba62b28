import { FormToken } from '../../pages/form-token.tsx';
import type { CitizenFrame } from '../citizen-page.tsx';
import { Bullets } from './details-page.tsx';
import { ErrorsFound, TickBox } from './field.tsx';

export type EraseErrors = { readonly odpovej?: string; readonly razumem?: string };

/** Asks before one's data are erased: what goes, what stays, and which visits are cancelled with it. */
export function ErasePage(props: {
  readonly frame: CitizenFrame;
  readonly formToken: string;
  readonly action: string;
  readonly keep: string;
  /** Visits to come, each in a sentence. */
  readonly coming: readonly string[];
  readonly ticked: { readonly odpovej: boolean; readonly razumem: boolean };
  readonly errors: EraseErrors;
}) {
  const { frame, coming, errors, ticked } = props;
  const words = frame.m.data.erasePage;
  const found = (['odpovej', 'razumem'] as const).flatMap((name) => {
    const sentence = errors[name];
    return sentence === undefined ? [] : [[name, sentence] as const];
  });
  const of = (name: keyof EraseErrors) => ({ error: errors[name] ?? null, focus: found[0]?.[0] === name });
  return (
    <section class="card narrow">
      <h1>{words.title}</h1>
      <ErrorsFound heading={frame.m.errorsFound} errors={found} />
      <h2>{words.goesHeading}</h2>
      <Bullets entries={words.goes} />
      <h2>{words.staysHeading}</h2>
      <Bullets entries={words.stays} />
      <form method="post" action={props.action} novalidate>
        <FormToken token={props.formToken} />
        {coming.length === 0 ? null : (
          <>
            <p>{words.coming}</p>
            <Bullets entries={coming} />
            <TickBox name="odpovej" label={words.cancelToo} required ticked={ticked.odpovej} {...of('odpovej')} />
          </>
        )}
        <TickBox name="razumem" label={words.sure} required ticked={ticked.razumem} {...of('razumem')} />
        <div class="buttons">
          <button type="submit" class="danger">
            {words.submit}
          </button>
          <a class="as-button plain" href={props.keep}>
            {words.keep}
          </a>
        </div>
      </form>
    </section>
  );
}
