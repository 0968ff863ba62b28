import { offeredFlow } from '../../../dialplan/flow-check.ts';
import { checkOfferedFlow } from '../../../dialplan/prompts-in-use.ts';
import { spokenName } from '../../../prompts/spoken/names.ts';
import {
  ConfigurationContradiction,
  type ConfigurationProblem,
} from '../../../sql/line/configuration-contradiction.ts';
import type { Configuration } from '../../core/configuration.ts';
import type { SelfServiceRules, SpokenNames } from '../../core/self-service.ts';

/**
 * The configuration as callers are given it: a flow that says nothing without an approved text and leads everybody to
 * a queue or an end (R1.9, R1.4). What is missing is told here, where the configuration before can stay, and not in
 * the middle of a call. A language that lacks a text is not offered at all (R1.3); the first one must be whole.
 * @throws ConfigurationContradiction naming the row of each problem
 */
export function offerConfiguration(configuration: Configuration): Configuration {
  const { flow, prompts, queues } = configuration;
  const problems = checkOfferedFlow(
    flow,
    prompts,
    queues.map(({ id }) => id),
  );
  if (problems.length > 0) throw new ConfigurationContradiction(problems.map(describe));
  const { selfService } = configuration;
  return {
    ...configuration,
    ...(selfService === undefined ? {} : { selfService: sayable(selfService) }),
    flow: offeredFlow(flow, prompts),
  };
}

/** Names as a voice can say them; one of which nothing is left is not offered. */
function sayable({ services, places }: SelfServiceRules): SelfServiceRules {
  const listed = <Item extends { readonly names: SpokenNames }>(items: readonly Item[]): readonly Item[] =>
    items
      .map((item) => ({ ...item, names: { sl: spokenName(item.names.sl, 'sl'), en: spokenName(item.names.en, 'en') } }))
      .filter(({ names }) => names.sl !== '' && names.en !== '');
  return { services: listed(services), places: listed(places) };
}

function describe({
  node,
  prompt,
  language,
  message,
}: ReturnType<typeof checkOfferedFlow>[number]): ConfigurationProblem {
  if (prompt !== null) {
    return {
      row: `prompt_version "${prompt}" in "${language}"`,
      expected: `an approved version, because node "${node}" of the flow says it`,
    };
  }
  const [place = '', expected = ''] = message.split('; expected ');
  return { row: `setting flow, ${place}`, expected };
}
