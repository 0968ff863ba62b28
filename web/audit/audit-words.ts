import type { AuditEntry } from '../../sql/audit/list-audit-entries.ts';
import type { Messages } from '../messages/sl.ts';

/** The deed in Slovene; its own name when no words were written for it yet. */
export const actionName = (m: Messages, action: string): string => m.audit.actions[action] ?? action;

/** "view: day, names: true" */
export const detailsText = ({ details }: Pick<AuditEntry, 'details'>): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}: ${String(value ?? '–')}`)
    .join(', ');
