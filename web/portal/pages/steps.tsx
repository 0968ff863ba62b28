import type { CitizenMessages } from '../../messages/citizen.ts';

/** Where on the path somebody is; what is behind can be gone back to. */
export function Steps(props: {
  readonly m: CitizenMessages;
  /** 1 to 5. */
  readonly step: number;
  /** Addresses of the steps behind, in their order. */
  readonly back: readonly string[];
}) {
  const { names, label, position, done } = props.m.booking.steps;
  return (
    <nav class="steps no-print" aria-label={label}>
      <p class="steps-position">{position(props.step, names.length)}</p>
      <ol>
        {names.map((name, place) => {
          const state = place + 1 < props.step ? 'behind' : place + 1 === props.step ? 'here' : 'ahead';
          const href = props.back[place];
          return (
            <li key={name} class={`step-${state}`} {...(state === 'here' ? { 'aria-current': 'step' as const } : {})}>
              {state === 'behind' && href !== undefined ? <a href={href}>{name}</a> : <span>{name}</span>}
              {state === 'behind' ? <span class="visually-hidden"> ({done})</span> : null}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
