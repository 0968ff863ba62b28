import { talkCodes } from '../../dialplan/talk-codes.ts';
import type { Messages } from '../messages/sl.ts';

/** Function keys only: they do nothing while somebody types, and need no way to be turned off (WCAG 2.1.4). */
export const shortcutKeys = {
  ready: 'F2',
  pause: 'F4',
  hold: 'F6',
  transfer: 'F7',
  recording: 'F8',
  notes: 'F9',
  finish: 'F10',
} as const;

/** The same on the desk phone during a talk; `102` stands for a colleague's phone, `1` for the first queue. */
const phoneKeys = {
  consult: `${talkCodes.consult}102#`,
  transfer: `${talkCodes.transfer}102#`,
  toQueue: `${talkCodes.transfer}1#`,
  swap: talkCodes.SwapParties,
  conference: talkCodes.JoinParties,
  returnToCaller: talkCodes.ReturnToCaller,
  complete: talkCodes.CompleteTransfer,
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
      <p>{m.transfer.phoneKeys}</p>
      <dl>
        {Object.entries(phoneKeys).map(([name, keys]) => (
          <div key={name}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{m.transfer.phoneKey[name as keyof typeof phoneKeys]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
