import type { AgentSettings } from '../../sql/people/read-agent.ts';
import { type FormState, SelectField, TextField } from '../locations/form-parts.tsx';
import { lineOf, type Typed } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';
import { FormToken } from '../pages/form-token.tsx';
import { personPath } from './person-path.ts';

type Skills = AgentSettings['skills'];
export type JudgedAgent = {
  readonly phone: string;
  readonly skills: Skills;
  readonly problems: Readonly<Record<string, string>>;
};

/** "narocanje:5, jezik:sl:10"; the level is what stands after the last colon. */
export const skillsText = (skills: Skills): string => skills.map(({ skill, level }) => `${skill}:${level}`).join(', ');

export function judgeAgent(m: Messages, typed: Typed, { freePhones }: AgentSettings): JudgedAgent {
  const say = m.people.problems;
  const phone = freePhones.find((each) => each === typed.telefon);
  const parts = lineOf(typed, 'znanja')
    .split(/[,;]\s*|\s+/)
    .filter((part) => part !== '')
    .map((part) => /^([\p{L}\d:-]{1,60}):(10|[1-9])$/u.exec(part));
  const skills = parts.flatMap((part) => (part === null ? [] : [{ skill: String(part[1]), level: Number(part[2]) }]));
  const wrong = parts.includes(null) || new Set(skills.map(({ skill }) => skill)).size < skills.length;
  return {
    phone: phone ?? '',
    skills,
    problems: { ...(phone === undefined ? { telefon: say.phone } : {}), ...(wrong ? { znanja: say.skills } : {}) },
  };
}

/** The phone and the skills of somebody who takes calls; kept by administrators (R2.1, R2.3). */
export function AgentForm(
  props: FormState & {
    readonly m: Messages;
    readonly csrfToken: string;
    readonly id: string;
    readonly agent: AgentSettings;
  },
) {
  const { m, csrfToken, id, agent, typed, problems } = props;
  const say = m.people;
  const state = { problems, typed: { telefon: agent.phone ?? '', znanja: skillsText(agent.skills), ...typed } };
  return (
    <form class="card" method="post" action={`${personPath(id)}/svetovanje`} noValidate aria-labelledby="svetovanje">
      <h2 id="svetovanje">{say.agentHeading}</h2>
      <FormToken token={csrfToken} />
      <SelectField
        {...state}
        name="telefon"
        label={say.phone}
        hint={say.phoneHint}
        options={[
          { value: '', label: say.choose },
          ...agent.freePhones.map((phone) => ({ value: phone, label: phone })),
        ]}
      />
      <TextField {...state} name="znanja" label={say.skills} hint={say.skillsHint} />
      <button type="submit">{say.save}</button>
    </form>
  );
}
