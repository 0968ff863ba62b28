import type { ConfigurationProblem } from '../../sql/line/configuration-contradiction.ts';
import type { Messages } from '../messages/sl.ts';

type Words = Messages['configuration'];

/** Whose row it is, as the checks name it (sql/line, engine/shell/configured/offered-configuration.ts). */
const places: readonly (readonly [RegExp, (words: Words['places'], ...named: string[]) => string])[] = [
  [/^agent_skill (\S+) "(.*)"$/, (places, agent = '', skill = '') => places.agentSkill(agent, skill)],
  [/^queue (\S+) skill "(.*)"$/, (places, queue = '', skill = '') => places.queueSkill(queue, skill)],
  [/^queue (\S+) overflow\[\d+\] "(.*)"$/, (places, queue = '', rule = '') => places.rule(queue, rule)],
  [/^queue (\S+) widening$/, (places, queue = '') => places.widening(queue)],
  [/^opening_exception (.+)$/, (places, date = '') => places.exception(date)],
  [/^outside_contact (\S+) hours$/, (places, contact = '') => places.contactHours(contact)],
  [/^prompt_version "(.*)" in "(.*)"$/, (places, prompt = '', language = '') => places.prompt(prompt, language)],
  [/^setting flow, node "(.*)"$/, (places, node = '') => places.node(node)],
  [/^setting flow, topic "(.*?)"/, (places, topic = '') => places.topic(topic)],
  [/^opening_rule$/, (places) => places.openingRule],
  [/^setting (\S+)$/, (places, setting = '') => places.setting(setting)],
];

const fits: readonly (readonly [RegExp, (words: Words['fits'], named: string) => string])[] = [
  [/^a location of (.*)$/, (fits, list) => fits.location(list)],
  [/^a language of (.*)$/, (fits, list) => fits.language(list)],
  [/^a queue of (.*?)(?:, not ".*")?$/, (fits, list) => fits.queue(list)],
  [/^a disposition of (.*?)(?:, not ".*")?$/, (fits, list) => fits.disposition(list)],
  [/^a number outside of (.*?)(?:, not ".*")?$/, (fits, list) => fits.contact(list)],
  [/^a trunk of (.*?)(?:, not ".*")?$/, (fits, list) => fits.trunk(list)],
  [/^an outbound side of the trunk "(.*)", /, (fits, trunk) => fits.outboundSide(trunk)],
  [/^a setting outbound, /, (fits) => fits.outbound],
  [/^the settings callbacks and outbound, /, (fits) => fits.callbacks],
  [/^a node of the flow that takes messages$/, (fits) => fits.messages],
  [/^an agent who has it at level (\d+) /, (fits, level) => fits.skilledAgent(level)],
  [/^a callback or a voice message on the way/, (fits) => fits.closedOffer],
  [/^a time at which the line is open; /, (fits) => fits.openTime],
  [/^an approved version, /, (fits) => fits.prompt],
  [/^a name that no other rule of the queue has$/, (fits) => fits.ownName],
];

/** A sentence that names where to look and what would fit there; what is only an operator's stays as the check says it. */
export function presentProblem({ configuration }: Messages, { row, expected }: ConfigurationProblem): string {
  const place = places.flatMap(([pattern, name]) => {
    const found = pattern.exec(row);
    return found === null ? [] : [name(configuration.places, ...found.slice(1))];
  })[0];
  const fit = fits.flatMap(([pattern, name]) => {
    const found = pattern.exec(expected);
    return found === null ? [] : [name(configuration.fits, found[1] ?? '')];
  })[0];
  return configuration.expected(place ?? row, fit ?? configuration.fits.other(expected));
}
