import type { LineView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { presentMoment } from '../present/time.ts';
import { Sign } from './sign.tsx';

/** Whether the line is open, until when, and why not. */
export function LineState(props: { readonly m: Messages; readonly line: LineView | null; readonly now: number }) {
  const { m, line, now } = props;
  if (line === null) {
    return (
      <p class="line-state unknown">
        <Sign name="warning" /> <span>{m.line.unknown}</span>
      </p>
    );
  }
  const until = line.overriddenUntil ?? line.changesAt;
  const reason = line.open
    ? line.overriddenUntil === null
      ? null
      : m.line.overriddenOpen
    : line.closedReason === null
      ? null
      : m.closedReasons[line.closedReason];
  return (
    <p class={`line-state ${line.open ? 'open' : 'closed'}`}>
      <Sign name={line.open ? 'open' : 'closed'} />{' '}
      <span>
        <strong>{line.open ? m.line.open : m.line.closed}</strong>{' '}
        <span class="line-until">
          {until === null ? m.line.untilChanged : m.line.until(presentMoment(until, now))}
          {reason === null ? null : ` (${reason})`}
        </span>
      </span>
    </p>
  );
}
