import test from 'ava';
import type { ResolvedGrant } from '../../sql/people/read-grants.ts';
import type { Role } from '../../sql/people/roles.ts';
import { roles } from '../../sql/people/roles.ts';
import type { Action, SignedInUser } from '../../web/may.ts';
import { homeOf, may, placesOf, roleFor, rules } from '../../web/may.ts';

const everywhere = (role: Role): ResolvedGrant => ({ role, everywhere: true, locationIds: [] });
const within = (role: Role, ...locationIds: string[]): ResolvedGrant => ({ role, everywhere: false, locationIds });
const user = (...grants: ResolvedGrant[]): SignedInUser => ({ id: 'u', name: 'U', phone: null, grants });

/** All who sit in a unit do this. */
const ofDesk: readonly Action[] = ['bookVisits', 'bookStaffShare', 'handleVisits', 'markVisits', 'blockTime'];

/** The table once more, written by hand and by role: who may do what. */
const expected: Record<Role, readonly Action[]> = {
  administrator: [
    'seeVisitStatistics',
    'seeWallboard',
    'overrideLine',
    'handleCallbacks',
    'manageContacts',
    'manageOverflow',
    'manageLineHours',
    'arrangeKeyMenu',
    'seeCalls',
    'exportCalls',
    'playRecordings',
    'answerVoiceMessages',
    'seeReports',
    'makeReports',
    'seePrompts',
    'writePrompts',
    'decidePrompts',
    'seeMessages',
    'handleMessages',
    'writeMessageTemplates',
    'changeOwnPassword',
    'seeLocations',
    'manageLocations',
    'manageEverywhere',
    'manageCatalogue',
    'seeEvacuations',
    'callEvacuated',
    'seeSchedule',
    'seeVisitors',
    'manageFeeds',
    'seeAudit',
    'managePeople',
    'importRegisters',
    'requireSecondFactor',
    'manageRetention',
    'handleDataRequests',
    ...ofDesk,
  ],
  supervisor: [
    'seeVisitStatistics',
    'changeOwnPassword',
    'seeWallboard',
    'overrideLine',
    'handleCallbacks',
    'manageContacts',
    'manageOverflow',
    'manageLineHours',
    'arrangeKeyMenu',
    'seeCalls',
    'exportCalls',
    'playRecordings',
    'answerVoiceMessages',
    'seeReports',
    'makeReports',
    'seePrompts',
    'writePrompts',
    'seeMessages',
    'handleMessages',
    'seeLocations',
    'seeEvacuations',
    'seeSchedule',
  ],
  client: [
    'seeVisitStatistics',
    'changeOwnPassword',
    'seeWallboard',
    'seeReports',
    'makeReports',
    'seePrompts',
    'writePrompts',
    'decidePrompts',
  ],
  agent: [
    'changeOwnPassword',
    'useConsole',
    'handleCallbacks',
    'seeOwnCalls',
    'playOwnRecordings',
    'answerVoiceMessages',
    'seeLocations',
    'seeEvacuations',
    'callEvacuated',
    'seeSchedule',
    'bookVisits',
    'handleVisits',
  ],
  locationManager: [
    'seeVisitStatistics',
    'changeOwnPassword',
    'seeMessages',
    'handleMessages',
    'seeLocations',
    'seeEvacuations',
    'callEvacuated',
    'manageLocations',
    'seeSchedule',
    'seeVisitors',
    'manageFeeds',
    'managePeople',
    ...ofDesk,
  ],
  clerk: [
    'changeOwnPassword',
    'seeMessages',
    'handleMessages',
    'seeLocations',
    'seeEvacuations',
    'callEvacuated',
    'seeSchedule',
    'seeVisitors',
    ...ofDesk,
  ],
};

for (const role of roles) {
  test(`[R3.4] what a ${role} may do, and nothing else`, (t) => {
    const allowed = (Object.keys(rules) as Action[]).filter((action) => may(user(everywhere(role)), action));
    t.deepEqual(allowed.sort(), [...expected[role]].sort());
  });
}

test('[R3.4] nobody without a grant may do anything', (t) => {
  t.deepEqual(
    (Object.keys(rules) as Action[]).filter((action) => may(user(), action)),
    [],
  );
});

test('[R3.4] the whole line needs a grant for everywhere, a location one that reaches it', (t) => {
  const supervisor = user(within('supervisor', 'ljubljana', 'ljubljana-center'));
  t.false(may(supervisor, 'overrideLine'));
  t.true(may(supervisor, 'seeCalls', 'ljubljana-center'));
  t.false(may(supervisor, 'seeCalls', 'litija'));
});

test('[R3.4] what belongs to places is theirs who have a grant for one, and only there', (t) => {
  const clerk = user(within('clerk', 'litija'));
  t.true(may(clerk, 'seeMessages'));
  t.true(may(clerk, 'seeMessages', 'litija'));
  t.false(may(clerk, 'seeMessages', 'ljubljana'));
  t.deepEqual(placesOf(clerk, 'seeMessages'), ['litija']);
  t.is(placesOf(user(everywhere('clerk'), within('supervisor', 'litija')), 'seeMessages'), null);
  t.deepEqual(placesOf(user(everywhere('agent')), 'seeMessages'), []);
});

test('[R3.4] what concerns only oneself needs the role, wherever it was granted', (t) => {
  t.true(may(user(within('agent', 'litija')), 'useConsole'));
});

test('[R3.4] several roles add up, and a command is given under the one that allows it', (t) => {
  const both = user(everywhere('agent'), everywhere('supervisor'));
  t.true(may(both, 'useConsole') && may(both, 'overrideLine'));
  t.is(roleFor(both, 'useConsole'), 'agent');
  t.is(roleFor(both, 'overrideLine'), 'supervisor');
  t.throws(() => roleFor(user(everywhere('client')), 'overrideLine'), { instanceOf: TypeError });
});

test('[R3.4] everybody begins on the page of their work', (t) => {
  t.is(homeOf(user(everywhere('administrator'))), '/stena');
  t.is(homeOf(user(everywhere('supervisor'))), '/stena');
  t.is(homeOf(user(everywhere('agent'))), '/konzola');
  t.is(homeOf(user(everywhere('client'))), '/porocila');
  t.is(homeOf(user(everywhere('clerk'))), '/danes');
  t.is(homeOf(user(within('locationManager', 'litija'))), '/lokacije');
  t.is(homeOf(user(within('supervisor', 'litija'))), null);
});
