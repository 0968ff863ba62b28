import type { Messages } from '../messages/sl.ts';

/** Function keys only: they do nothing while somebody types, and need no way to be turned off (WCAG 2.1.4). */
export const shortcutKeys = {
  ready: 'F2',
  book: 'F3',
  pause: 'F4',
  hold: 'F6',
  transfer: 'F7',
  recording: 'F8',
  notes: 'F9',
  finish: 'F10',
} as const;

export function Shortcuts({ m }: { readonly m: Messages }) {
  return (
    <details class="shortcuts">
      <summary>{m.agentConsole.shortcuts}</summary>
      <dl>
        {Object.entries(shortcutKeys).map(([name, key]) => (
          <div key={name}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{m.agentConsole.shortcut[name as keyof typeof shortcutKeys]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
