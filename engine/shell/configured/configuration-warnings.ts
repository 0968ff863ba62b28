import type { Flow, NodeId } from '../../../dialplan/flow.ts';
import { waysOf } from '../../../dialplan/flow-check.ts';
import type { ConfigurationProblem } from '../../../sql/line/configuration-contradiction.ts';
import type { Configuration, QueueConfiguration } from '../../core/configuration.ts';

/** A trunk of our own Asterisk, and whether calls can go out by it. */
export type Trunk = { readonly name: string; readonly dials: boolean };

/** Without an outbound side nothing is dialled, and so nothing is promised: as if no number might be. `trunks` null: an operator's own Asterisk, of which we do not know. */
export function withOutboundSide(configuration: Configuration, trunks: readonly Trunk[] | null): Configuration {
  const { outbound, ...rest } = configuration;
  if (outbound === undefined || trunks === null) return configuration;
  if (trunks.some(({ name, dials }) => dials && name === outbound.trunk)) return configuration;
  // What is configured besides the database is another configuration too.
  return { ...rest, version: `${rest.version.slice(0, 24)}-noDial` };
}

/** As many legs as our own Asterisk has audio ports for; null: an operator's own Asterisk. */
export function withLegLimit(configuration: Configuration, legLimit: number | null): Configuration {
  if (configuration.legLimit === (legLimit ?? undefined)) return configuration;
  const { legLimit: _, ...rest } = configuration;
  const version = rest.version.replace(/-legs\d+$/, '');
  return legLimit === null ? { ...rest, version } : { ...rest, legLimit, version: `${version}-legs${legLimit}` };
}

/**
 * What is configured and can not do what it says. It is shown and nothing is refused: the line answers all the same,
 * and what somebody does elsewhere (the last agent who knows something is disabled) must not freeze the rest.
 */
export function configurationWarnings(
  configuration: Configuration,
  trunks: readonly Trunk[] | null,
): readonly ConfigurationProblem[] {
  return [
    ...outboundWarnings(configuration, trunks),
    ...configuration.queues.flatMap((queue) => [
      ...ruleWarnings(configuration, trunks, queue),
      ...skillWarnings(configuration, queue),
    ]),
    ...closedWarnings(configuration.flow),
    ...hoursWarnings(configuration),
  ];
}

function outboundWarnings(
  { outbound, callbacks }: Configuration,
  trunks: readonly Trunk[] | null,
): ConfigurationProblem[] {
  if (outbound === undefined) {
    if (callbacks === undefined) return [];
    return [{ row: 'setting callbacks', expected: 'a setting outbound, without which nobody is called back' }];
  }
  if (trunks === null || trunks.some(({ name }) => name === outbound.trunk)) return [];
  const known = trunks.map(({ name }) => name).join(', ');
  return [{ row: 'setting outbound', expected: `a trunk of ${known}, not "${outbound.trunk}"` }];
}

function ruleWarnings(
  configuration: Configuration,
  trunks: readonly Trunk[] | null,
  { id, overflow = [] }: QueueConfiguration,
): ConfigurationProblem[] {
  const { callbacks, outbound, flow } = configuration;
  const takesMessages = Object.values(flow.nodes).some(({ kind }) => kind === 'message');
  const hasOtherSide = withOutboundSide(configuration, trunks).outbound !== undefined;
  return overflow.flatMap(({ name, action }, index) => {
    const row = `queue ${id} overflow[${index}] "${name}"`;
    if (action.kind === 'outside' && outbound !== undefined && !hasOtherSide)
      return [
        { row, expected: `an outbound side of the trunk "${outbound.trunk}", without which no number is dialled` },
      ];
    if (action.kind !== 'offer') return [];
    if (action.what === 'callback' && (callbacks === undefined || outbound === undefined))
      return [{ row, expected: 'the settings callbacks and outbound, without which no callback is offered' }];
    if (action.what === 'voiceMessage' && !takesMessages)
      return [{ row, expected: 'a node of the flow that takes messages' }];
    return [];
  });
}

function skillWarnings({ agents }: Configuration, queue: QueueConfiguration): ConfigurationProblem[] {
  const { id, skills, minimumLevel, widening } = queue;
  const has = (wanted: string, least: number): boolean =>
    agents.some((agent) => agent.skills.some(({ skill, level }) => skill === wanted && level >= least));
  return skills.flatMap((skill) => {
    const isEased = widening.some((ease) => ease.without.includes(skill) || has(skill, ease.minimumLevel));
    if (isEased || has(skill, minimumLevel)) return [];
    return [
      { row: `queue ${id} skill "${skill}"`, expected: `an agent who has it at level ${minimumLevel} or higher` },
    ];
  });
}

/** Nobody who calls a closed line goes without an offer (R1.7). */
function closedWarnings(flow: Flow): ConfigurationProblem[] {
  return Object.entries(flow.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'hours' || offersSomething(flow, node.closed)) return [];
    return [
      { row: `setting flow, node "${id}"`, expected: 'a callback or a voice message on the way of a closed line' },
    ];
  });
}

function offersSomething({ nodes }: Flow, from: NodeId): boolean {
  const seen = new Set<NodeId>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes[id];
    if (node === undefined || seen.has(id)) continue;
    if (node.kind === 'callback' || node.kind === 'message' || node.kind === 'queue') return true;
    seen.add(id);
    open.push(...waysOf(node).map(({ next }) => next));
  }
  return false;
}

function hoursWarnings({ openingHours: { weekly, exceptions } }: Configuration): ConfigurationProblem[] {
  if (weekly.length > 0 || exceptions.some(({ periods }) => periods.length > 0)) return [];
  return [{ row: 'opening_rule', expected: 'a time at which the line is open; it is always closed' }];
}
