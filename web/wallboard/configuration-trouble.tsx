import type { ConfigurationView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { Sign } from '../pages/sign.tsx';
import { presentProblem } from '../present/configuration-problem.ts';
import { presentMoment } from '../present/time.ts';

/** That what somebody changed is not in use, since when, and which row is to be mended. */
export function ConfigurationTrouble(props: {
  readonly m: Messages;
  readonly configuration: ConfigurationView | null;
  readonly now: number;
}) {
  const { m, configuration, now } = props;
  const refused = configuration?.refused ?? null;
  return (
    <div class="trouble configuration-trouble" role="alert">
      {refused === null ? null : (
        <p>
          <Sign name="warning" /> {m.configuration.refused(presentMoment(refused.since, now))}{' '}
          {refused.problems.map((problem) => presentProblem(m, problem)).join(' ')}
        </p>
      )}
    </div>
  );
}
