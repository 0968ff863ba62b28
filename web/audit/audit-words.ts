import type { AuditEntry } from '../../sql/audit/list-audit-entries.ts';
import type { Messages } from '../messages/sl.ts';

/** The deed in Slovene; its own name when no words were written for it yet. */
export const actionName = (m: Messages, action: string): string => m.audit.actions[action] ?? action;

/** "pogled: dan, z imeni: da" */
export const detailsText = (m: Messages, { details }: Pick<AuditEntry, 'details'>): string =>
  Object.entries(details)
    .map(([name, value]) => `${m.audit.detailNames[name] ?? name}: ${valueText(m, name, value)}`)
    .join(', ');

function valueText(m: Messages, name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return name === 'location' ? m.people.everywhere : m.none;
  if (typeof value === 'boolean') return value ? m.yes : m.no;
  if (typeof value !== 'string') return String(value);
  return wordsFor(m, name)[value] ?? listText(m, name, value) ?? value;
}

/** Values that are names in the program, by the detail they stand in. */
function wordsFor(m: Messages, name: string): Readonly<Record<string, string>> {
  switch (name) {
    case 'role':
      return m.people.roles;
    case 'action':
      return m.audit.actions;
    case 'kind':
      return m.openingRules.kinds;
    default:
      return m.audit.detailValues;
  }
}

/** "clerk, agent" */
const listText = (m: Messages, name: string, value: string): string | null =>
  name === 'roles'
    ? value
        .split(', ')
        .map((role) => wordsFor(m, 'role')[role] ?? role)
        .join('; ')
    : null;
