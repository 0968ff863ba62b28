import { machineDuration, presentDuration, sayDuration } from '../present/time.ts';

/** A duration as a clock shows it, spoken as "2 min 5 s". */
export function Duration({ milliseconds }: { readonly milliseconds: number }) {
  return (
    <time dateTime={machineDuration(milliseconds)} class="duration">
      <span aria-hidden="true">{presentDuration(milliseconds)}</span>
      <span class="visually-hidden">{sayDuration(milliseconds)}</span>
    </time>
  );
}
