import type { Trouble } from '../live/live-state.ts';
import type { Messages } from '../messages/sl.ts';
import { presentMoment } from '../present/time.ts';
import { Sign } from './sign.tsx';

/** Says plainly what is not connected and since when; empty, and still there to be spoken, when all is well. */
export function ConnectionTrouble(props: {
  readonly m: Messages;
  readonly trouble: Trouble | null;
  readonly now: number;
}) {
  const { m, trouble, now } = props;
  return (
    <div class="trouble" role="alert" data-part={trouble?.part ?? 'none'}>
      {trouble === null ? null : (
        <p>
          <Sign name="warning" /> {sentence(m, trouble, now)}{' '}
          {trouble.part === 'session' ? <a href="/prijava">{m.connection.signInAgain}</a> : null}
        </p>
      )}
    </div>
  );
}

function sentence({ connection }: Messages, trouble: Trouble, now: number): string {
  switch (trouble.part) {
    case 'session':
      return connection.sessionOver;
    case 'server':
      return connection.serverLost(presentMoment(trouble.since, now));
    case 'engine':
      return connection.engineLost(presentMoment(trouble.since, now));
    case 'asterisk':
      return connection.asteriskLost(presentMoment(trouble.since, now));
    case 'asteriskHangs':
      return connection.asteriskHangs(presentMoment(trouble.since, now));
  }
}
