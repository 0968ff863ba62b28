import type { ConfigurationView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { Sign } from '../pages/sign.tsx';
import { presentProblem } from '../present/configuration-problem.ts';
import { presentMoment } from '../present/time.ts';

/** That what somebody changed is not in use, since when, and which row is to be mended; or what of it does nothing. */
export function ConfigurationTrouble(props: {
  readonly m: Messages;
  readonly configuration: ConfigurationView | null;
  readonly now: number;
}) {
  const { m, configuration, now } = props;
  const { refused = null, warnings = [] } = configuration ?? {};
  const said =
    refused !== null
      ? { opening: m.configuration.refused(presentMoment(refused.since, now)), problems: refused.problems }
      : warnings.length > 0
        ? { opening: m.configuration.warning, problems: warnings }
        : null;
  return (
    <div
      class={refused === null ? 'trouble warned configuration-trouble' : 'trouble configuration-trouble'}
      role={refused === null ? 'status' : 'alert'}
    >
      {said === null ? null : (
        <p>
          <Sign name="warning" /> {said.opening} {said.problems.map((problem) => presentProblem(m, problem)).join(' ')}
        </p>
      )}
    </div>
  );
}
