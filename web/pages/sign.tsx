import type { AgentStateName } from '../../engine/core/facts.ts';

/** Small drawings with shapes of their own, so that no colour has to tell a state alone. Words stand beside them. */
export type SignName = AgentStateName | 'warning' | 'open' | 'closed' | 'recording' | 'reached';

const drawings: Record<SignName, string> = {
  signedOut: 'M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0zM7 12a5 5 0 1 1 10 0a5 5 0 1 1-10 0z',
  ready: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zm-1.4 13L6.5 11.900l1.700-1.700 2.400 2.400 5.200-5.200 1.700 1.700z',
  offered:
    'M12 2a2 2 0 0 1 2 2v.6a6 6 0 0 1 4 5.700V15l2 2.500V19H4v-1.500L6 15v-4.700a6 6 0 0 1 4-5.700V4a2 2 0 0 1 2-2zm-2.500 18h5a2.500 2.500 0 0 1-5 0z',
  talking:
    'M6.600 3 9 2.600l2 4.600-2 1.700c.9 2.100 3 4.200 5.100 5.100l1.700-2 4.600 2-.4 2.400c-.3 1.700-1.700 2.900-3.400 2.800C9.800 18.900 5.100 14.200 4.800 7.400 4.700 5.400 5.100 3.300 6.600 3z',
  onHold: 'M6 4h4v16H6zM14 4h4v5h-4zM14 11h4v2h-4zM14 15h4v5h-4z',
  wrapUp:
    'M4 17.300V21h3.700L18.800 9.900l-3.700-3.700zM20.700 8a1 1 0 0 0 0-1.400l-2.300-2.300a1 1 0 0 0-1.400 0l-1.200 1.200 3.700 3.700z',
  paused: 'M6 4h4.500v16H6zM13.500 4H18v16h-4.500z',
  warning: 'M12 2 1 21h22zm1 15.500v2h-2v-2zm0-8v6h-2v-6z',
  open: 'M5 3h9l5 2v16l-5-2V5H7v14h6v2H5z',
  closed:
    'M12 2a5 5 0 0 1 5 5v3h2v12H5V10h2V7a5 5 0 0 1 5-5zm0 2.500A2.500 2.500 0 0 0 9.500 7v3h5V7A2.500 2.500 0 0 0 12 4.500z',
  recording: 'M12 6a6 6 0 1 0 0 12a6 6 0 0 0 0-12z',
  reached: 'M9.500 17.200 4.300 12l1.900-1.900 3.300 3.300 8.300-8.300L19.700 7z',
};

export function Sign({ name }: { readonly name: SignName }) {
  return (
    <svg class={`sign sign-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path fill-rule="evenodd" d={drawings[name]} />
    </svg>
  );
}
