import type { ResolvedGrant } from '../sql/people/read-grants.ts';
import type { Role } from '../sql/people/roles.ts';
import { roles } from '../sql/people/roles.ts';

/**
 * Who may do what: the one place that decides (R3.4). Roles are granted per subtree of locations; what concerns the
 * line as a whole needs a grant for everywhere, what concerns only oneself needs the role alone.
 */
export type SignedInUser = {
  readonly id: string;
  readonly name: string;
  /** The phone of an agent; null for somebody who takes no calls. */
  readonly phone: string | null;
  readonly grants: readonly ResolvedGrant[];
};

type Rule = { readonly roles: readonly Role[]; readonly concerns: 'line' | 'oneself' | 'places' };

const line = (...roles: readonly Role[]): Rule => ({ roles, concerns: 'line' });
/** What belongs to locations: without one it asks whether there is any place for it; `placesOf` says which. */
const places = (...roles: readonly Role[]): Rule => ({ roles, concerns: 'places' });
const oneself = (...roles: readonly Role[]): Rule => ({ roles, concerns: 'oneself' });

export const rules = {
  seeWallboard: line('supervisor', 'administrator', 'client'),
  overrideLine: line('supervisor', 'administrator'),
  useConsole: oneself('agent'),
  /** Numbers outside to which callers may be put through (R9.4). */
  manageContacts: line('supervisor', 'administrator'),
  /** What is done for callers whom a queue does not serve in time (R1.10). */
  manageOverflow: line('supervisor', 'administrator'),
  /** Whom we owe a call is the work of all who answer, wherever they sit. */
  handleCallbacks: oneself('agent', 'supervisor', 'administrator'),
  seeCalls: line('supervisor', 'administrator'),
  seeOwnCalls: oneself('agent'),
  exportCalls: line('supervisor', 'administrator'),
  playRecordings: line('supervisor', 'administrator'),
  playOwnRecordings: oneself('agent'),
  /** Voice messages: to hear, and to say what was done about them (R1.7). */
  answerVoiceMessages: line('agent', 'supervisor', 'administrator'),
  seeReports: line('client', 'supervisor', 'administrator'),
  makeReports: line('client', 'supervisor', 'administrator'),
  /** When the line opens and closes by itself, and days that differ (R1.6). */
  manageLineHours: line('supervisor', 'administrator'),
  /** What callers choose from by keys (R1.5). */
  arrangeKeyMenu: line('supervisor', 'administrator'),
  seePrompts: line('client', 'supervisor', 'administrator'),
  writePrompts: line('client', 'supervisor', 'administrator'),
  /** To approve, reject and take out of use what callers hear is the ministry's (R1.9). */
  decidePrompts: line('client', 'administrator'),
  seeMessages: places('supervisor', 'administrator', 'locationManager', 'clerk'),
  /** Send again, send what waits, note that the person was told in another way. */
  handleMessages: places('supervisor', 'administrator', 'locationManager', 'clerk'),
  /** What is free and taken at counters; names only with seeVisitors. */
  seeSchedule: places('supervisor', 'administrator', 'locationManager', 'clerk', 'agent'),
  seeVisitors: places('administrator', 'locationManager', 'clerk'),
  /** How visits ended, in numbers only (R3.10). */
  seeVisitStatistics: places('client', 'supervisor', 'administrator', 'locationManager'),
  /** Secret addresses of the counters' calendars. */
  manageFeeds: places('administrator', 'locationManager'),
  writeMessageTemplates: line('administrator'),
  /** Places, counters, hours: to look at them is the work of all who speak with citizens. */
  seeLocations: places('administrator', 'locationManager', 'clerk', 'agent', 'supervisor'),
  manageLocations: places('administrator', 'locationManager'),
  /** New units, hours and work-free days that hold everywhere. */
  manageEverywhere: line('administrator'),
  /** Services and their texts. */
  manageCatalogue: line('administrator'),
  /** How long personal data are kept (R9.3). */
  manageRetention: line('administrator'),
  /** People who want to see what is kept of them, or to have it erased (R9.3). */
  handleDataRequests: line('administrator'),
  /** Whose sign-in needs a second factor (R9.4). */
  requireSecondFactor: line('administrator'),
  changeOwnPassword: oneself(...roles),
  /** Visits that can not stay: how far their moving is; names and numbers only with callEvacuated. */
  seeEvacuations: places('administrator', 'locationManager', 'clerk', 'agent', 'supervisor'),
  callEvacuated: places('administrator', 'locationManager', 'clerk', 'agent'),
  seeAudit: line('administrator'),
  /** People and what they may do; a location manager only within the own subtree (web/people/reach.ts). */
  managePeople: places('administrator', 'locationManager'),
  /** Units and post districts from registers. */
  importRegisters: line('administrator'),
  /** Booking for a citizen, at any place (R3.9); how much of the time is theirs to give depends on the place. */
  bookVisits: places('agent', 'clerk', 'locationManager', 'administrator'),
  /** The share that is kept for a unit's own staff. */
  bookStaffShare: places('clerk', 'locationManager', 'administrator'),
  /** Finding, seeing, cancelling and moving visits. */
  handleVisits: places('agent', 'clerk', 'locationManager', 'administrator'),
  /** The day of a counter: who came (R3.10). */
  markVisits: places('clerk', 'locationManager', 'administrator'),
  /** Taking a counter's time out of booking: a meeting, somebody on leave (R3.3). */
  blockTime: places('clerk', 'locationManager', 'administrator'),
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof rules;

/** `location` null: the line as a whole, oneself, or any place at all. */
export function may(user: SignedInUser, action: Action, location: string | null = null): boolean {
  const rule: Rule = rules[action];
  return user.grants.some((grant) => rule.roles.includes(grant.role) && reaches(grant, rule, location));
}

function reaches(grant: ResolvedGrant, rule: Rule, location: string | null): boolean {
  if (grant.everywhere || rule.concerns === 'oneself') return true;
  if (location === null) return rule.concerns === 'places' && grant.locationIds.length > 0;
  return grant.locationIds.includes(location);
}

/** Where somebody may do it: null is everywhere, also where no location is named; else the locations, perhaps none. */
export function placesOf(user: SignedInUser, action: Action): readonly string[] | null {
  const rule: Rule = rules[action];
  const grants = user.grants.filter((grant) => rule.roles.includes(grant.role));
  return grants.some((grant) => grant.everywhere) ? null : grants.flatMap((grant) => grant.locationIds);
}

/** The page that each role works on; null for roles whose pages do not exist yet. */
const homes: Record<Role, { readonly path: string; readonly action: Action } | null> = {
  administrator: { path: '/stena', action: 'seeWallboard' },
  supervisor: { path: '/stena', action: 'seeWallboard' },
  agent: { path: '/konzola', action: 'useConsole' },
  client: { path: '/porocila', action: 'seeReports' },
  locationManager: { path: '/lokacije', action: 'manageLocations' },
  clerk: { path: '/danes', action: 'markVisits' },
};

/** Where somebody with several roles begins: the first of `roles` that has a page. */
export function homeOf(user: SignedInUser): string | null {
  for (const role of roles) {
    const home = homes[role];
    if (home !== null && user.grants.some((grant) => grant.role === role) && may(user, home.action)) return home.path;
  }
  return null;
}

/** The role under which a command is given and recorded. */
export function roleFor(user: SignedInUser, action: Action): Role {
  const rule: Rule = rules[action];
  const grant = user.grants.find((candidate) => rule.roles.includes(candidate.role) && reaches(candidate, rule, null));
  if (grant === undefined) throw new TypeError(`${action} was done without the right to it.`);
  return grant.role;
}
