import { z } from 'zod';
import type { Language } from '../../prompts/language.ts';
import { describeIssues, type Settings, settingSchemas } from '../settings/settings.ts';
import { overflowProblems } from './check-overflow.ts';
import type { ConfigurationProblem } from './configuration-contradiction.ts';
import type { ConfigurationDocument } from './read-configuration.ts';

const lineSettings = z.object({
  line: settingSchemas.line,
  edge: settingSchemas.edge.exactOptional(),
  outbound: settingSchemas.outbound.exactOptional(),
  callbacks: settingSchemas.callbacks.exactOptional(),
  selfService: settingSchemas.selfService.exactOptional(),
  flow: settingSchemas.flow,
  openingHours: settingSchemas.openingHours,
});

const time = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/, 'a time such as "08:00"');
const periods = z.array(
  z.strictObject({ from: time, to: time }).refine(({ from, to }) => from < to, 'a period that begins before it ends'),
);

const spokenLanguages: Readonly<Record<Language, true>> = { sl: true, en: true };

/** Finds everything that foreign keys can not see. `settings` is null when there is any problem. */
export function checkConfiguration(
  document: ConfigurationDocument,
):
  | { settings: z.output<typeof lineSettings>; problems: readonly [] }
  | { settings: null; problems: readonly ConfigurationProblem[] } {
  const problems: ConfigurationProblem[] = [
    ...settingProblems(document.settings),
    ...exceptionProblems(document.exceptions),
    ...skillProblems(document),
    ...wideningProblems(document),
    ...overflowProblems(document.queues, document.contacts),
    ...contactProblems(document.contacts),
  ];
  const parsed = lineSettings.safeParse(document.settings);
  if (parsed.success)
    problems.push(...queueProblems(parsed.data.flow, document), ...topicProblems(parsed.data.flow, document));
  if (!parsed.success || problems.length > 0) return { settings: null, problems };
  return { settings: parsed.data, problems: [] };
}

const optionalSettings: readonly string[] = ['edge', 'outbound', 'callbacks', 'selfService'];

function settingProblems(settings: ConfigurationDocument['settings']): ConfigurationProblem[] {
  return (['line', 'edge', 'outbound', 'callbacks', 'selfService', 'flow', 'openingHours'] as const).flatMap((key) => {
    if (!(key in settings)) {
      return optionalSettings.includes(key) ? [] : [{ row: `setting ${key}`, expected: 'a value; there is none' }];
    }
    const parsed = settingSchemas[key].safeParse(settings[key]);
    return parsed.success
      ? []
      : describeIssues(parsed.error).map((issue) => ({ row: `setting ${key}`, expected: issue }));
  });
}

function exceptionProblems(exceptions: ConfigurationDocument['exceptions']): ConfigurationProblem[] {
  return exceptions.flatMap((exception) => {
    const parsed = periods.safeParse(exception.periods);
    return parsed.success
      ? []
      : [{ row: `opening_exception ${exception.date}`, expected: describeIssues(parsed.error).join(', ') }];
  });
}

const contactHours = z.array(
  z
    .strictObject({ weekday: z.int().min(1).max(7), from: time, to: time })
    .refine(({ from, to }) => from < to, 'a period that begins before it ends'),
);

function contactProblems(contacts: ConfigurationDocument['contacts']): ConfigurationProblem[] {
  return contacts.flatMap(({ id, hours = [] }) => {
    const parsed = contactHours.safeParse(hours);
    return parsed.success
      ? []
      : [{ row: `outside_contact ${id} hours`, expected: describeIssues(parsed.error).join(', ') }];
  });
}

const widening = z.array(
  z.strictObject({
    afterSeconds: z.number().int().min(1).max(3600),
    minimumLevel: z.number().int().min(1).max(10),
    without: z.array(z.string().min(1)),
  }),
);

function wideningProblems({ queues }: ConfigurationDocument): ConfigurationProblem[] {
  return queues.flatMap((queue) => {
    const parsed = widening.safeParse(queue.widening);
    return parsed.success
      ? []
      : [{ row: `queue ${queue.id} widening`, expected: describeIssues(parsed.error).join(', ') }];
  });
}

/** Skills are words; those that name a location or a language must name one that there is. */
function skillProblems({ agents, queues, locationIds }: ConfigurationDocument): ConfigurationProblem[] {
  const rows = [
    ...agents.flatMap((agent) =>
      agent.skills.map(({ skill }) => ({ skill, row: `agent_skill ${agent.id} "${skill}"` })),
    ),
    ...queues.flatMap((queue) => queue.skills.map((skill) => ({ skill, row: `queue ${queue.id} skill "${skill}"` }))),
  ];
  return wrongSkills(rows, locationIds);
}

type SkillRow = { readonly skill: string; readonly row: string };

function wrongSkills(rows: readonly SkillRow[], locationIds: readonly string[]): ConfigurationProblem[] {
  return rows.flatMap(({ skill, row }) => {
    const [kind, name] = skill.split(':', 2);
    if (kind === 'ue' && !locationIds.includes(name ?? ''))
      return [{ row, expected: `a location of ${locationIds.join(', ')}` }];
    if (kind === 'jezik' && !Object.hasOwn(spokenLanguages, name ?? '')) {
      return [{ row, expected: `a language of ${Object.keys(spokenLanguages).join(', ')}` }];
    }
    return [];
  });
}

function queueProblems(flow: Settings['flow'], { queues }: ConfigurationDocument): ConfigurationProblem[] {
  const ids: readonly string[] = queues.map((queue) => queue.id);
  return Object.entries(flow.nodes).flatMap(([name, node]) =>
    node.kind === 'queue' && !ids.includes(node.queue)
      ? [
          {
            row: `setting flow, node "${name}"`,
            expected: `a queue of ${ids.length === 0 ? 'the table, which has none' : ids.join(', ')}, not "${node.queue}"`,
          },
        ]
      : [],
  );
}

/** What a caller can choose must be a category that there is, and ask for skills that there can be. */
function topicProblems(
  flow: Settings['flow'],
  { dispositions, locationIds }: ConfigurationDocument,
): ConfigurationProblem[] {
  return Object.entries(flow.topics ?? {}).flatMap(([key, { disposition, skills = [] }]) => {
    const row = `setting flow, topic "${key}"`;
    const wrong = wrongSkills(
      skills.map((skill) => ({ skill, row: `${row} skill "${skill}"` })),
      locationIds,
    );
    if (disposition === null || dispositions.includes(disposition)) return wrong;
    return [...wrong, { row, expected: `a disposition of ${dispositions.join(', ')}, not "${disposition}"` }];
  });
}
