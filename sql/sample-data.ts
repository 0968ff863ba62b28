import type { RoleGrant } from './people/roles.ts';
import type { Settings } from './settings/settings.ts';

/**
 * The sample that a fresh installation begins with: the three administrative units of the pilot, their queue, four
 * agents, a clerk and a manager of one unit each, and one of each who looks on. Sign-in names are not people's names, because they stand in journals and logs.
 */
export const sampleLine = {
  number: '38615551234',
  aliases: ['015551234', '0038615551234', '+38615551234'],
};

export const sampleLocations = [
  { id: 'ljubljana', kind: 'ue', name: 'Upravna enota Ljubljana', address: 'Tobačna ulica 5, 1000 Ljubljana' },
  { id: 'litija', kind: 'ue', name: 'Upravna enota Litija', address: 'Jerebova ulica 14, 1270 Litija' },
  { id: 'logatec', kind: 'ue', name: 'Upravna enota Logatec', address: 'Tržaška cesta 50a, 1370 Logatec' },
] as const;

export const sampleQueue = {
  id: 'narocanje',
  name: 'Naročanje UE Ljubljana, Litija in Logatec',
  skills: ['narocanje'],
  /** Nobody is dropped: who finds nobody there, or waits for long, may leave a voice message instead (R1.10). */
  overflow: [
    { name: 'nihče ni prijavljen', when: { kind: 'noAgent' }, action: { kind: 'offer', what: 'voiceMessage' } },
    { name: 'dolgo čakanje', when: { kind: 'waited', seconds: 300 }, action: { kind: 'offer', what: 'voiceMessage' } },
  ],
} as const;

type SampleUser = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly grants: readonly RoleGrant[];
};

type SampleAgent = SampleUser & {
  readonly phone: string;
  readonly skills: readonly { readonly skill: string; readonly level: number }[];
};

const everywhere = (role: RoleGrant['role']): readonly RoleGrant[] => [{ role, locationId: null }];

function skills(levels: Readonly<Record<string, number>>): SampleAgent['skills'] {
  const own = Object.entries(levels).map(([skill, level]) => ({ skill, level }));
  return [{ skill: 'narocanje', level: 5 }, { skill: 'jezik:sl', level: 10 }, ...own];
}

export const sampleAgents: readonly SampleAgent[] = [
  {
    id: 'agent1',
    name: 'Ana Žagar',
    email: 'agent1@example.si',
    grants: everywhere('agent'),
    phone: '101',
    skills: skills({ 'jezik:en': 8, 'ue:ljubljana': 8, 'ue:litija': 5, 'ue:logatec': 5 }),
  },
  {
    id: 'agent2',
    name: 'Matej Črnigoj',
    email: 'agent2@example.si',
    grants: everywhere('agent'),
    phone: '102',
    skills: skills({ 'jezik:en': 6, 'ue:ljubljana': 8, 'ue:logatec': 8 }),
  },
  {
    id: 'agent3',
    name: 'Špela Košir',
    email: 'agent3@example.si',
    grants: everywhere('agent'),
    phone: '103',
    skills: skills({ 'jezik:en': 9, 'ue:ljubljana': 6, 'ue:litija': 8 }),
  },
  {
    id: 'agent4',
    name: 'Luka Hočevar',
    email: 'agent4@example.si',
    grants: everywhere('agent'),
    phone: '104',
    skills: skills({ 'ue:ljubljana': 7, 'ue:litija': 6, 'ue:logatec': 6 }),
  },
];

/** Who proposes the sample's prompts. */
export const sampleSupervisor: SampleUser = {
  id: 'nadzornik',
  name: 'Tjaša Zupančič',
  email: 'nadzornik@example.si',
  grants: everywhere('supervisor'),
};

/** The ministry's client, who approves them. */
export const sampleClient: SampleUser = {
  id: 'narocnik',
  name: 'Boštjan Rožič',
  email: 'narocnik@example.si',
  grants: everywhere('client'),
};

export const sampleAdministrator: SampleUser = {
  id: 'skrbnik',
  name: 'Irena Šuštaršič',
  email: 'skrbnik@example.si',
  grants: everywhere('administrator'),
};

const withinUnit = (role: RoleGrant['role'], locationId: string): readonly RoleGrant[] => [{ role, locationId }];

/** At a counter of one unit and its local offices. */
export const sampleClerk: SampleUser = {
  id: 'referent',
  name: 'Maja Vidmar',
  email: 'referent@example.si',
  grants: withinUnit('clerk', 'ljubljana'),
};

/** Looks after the places of another unit. */
export const sampleLocationManager: SampleUser = {
  id: 'vodja',
  name: 'Gregor Jerič',
  email: 'vodja@example.si',
  grants: withinUnit('locationManager', 'litija'),
};

export const samplePauseReasons = [
  { digit: '1', key: 'malica', name: 'malica' },
  { digit: '2', key: 'odmor', name: 'odmor' },
  { digit: '3', key: 'sestanek', name: 'sestanek' },
  { digit: '4', key: 'izobrazevanje', name: 'izobraževanje' },
  { digit: '5', key: 'drugo', name: 'drugo' },
] as const;

/** Seed 000 §1.5: categories of calls. */
export const sampleDispositions = [
  { key: 'narocanje', name: 'naročanje' },
  { key: 'odpoved', name: 'odpoved' },
  { key: 'prenarocanje', name: 'prenaročanje' },
  { key: 'cakalneDobe', name: 'čakalne dobe' },
  { key: 'priloge', name: 'priloge/dokumentacija' },
  { key: 'portal', name: 'težave s portalom' },
  { key: 'drugo', name: 'drugo' },
] as const;

/** Seed 000 §2.7.5. */
export const sampleOpening = {
  timeZone: 'Europe/Ljubljana',
  holidaysOf: 'SI' as const,
  rules: [
    { weekday: 1, opens: '08:00', closes: '18:00' },
    { weekday: 2, opens: '08:00', closes: '18:00' },
    { weekday: 3, opens: '08:00', closes: '19:00' },
    { weekday: 4, opens: '08:00', closes: '18:00' },
    { weekday: 5, opens: '08:00', closes: '14:00' },
  ],
};

/** Offered after three minutes of waiting; called within two open hours, three times at most. */
export const sampleCallbacks: Settings['callbacks'] = {
  offerAfterSeconds: 180,
  promisedMinutes: 120,
  tries: 3,
  againAfterMinutes: { busy: 5, noAnswer: 30, failed: 10 },
  ringSeconds: 40,
  callLostBack: true,
  callAbandonedBackAfterSeconds: null,
};

/** What callers choose from by keys: what most people come for, at every unit. */
export const sampleSelfService: Settings['selfService'] = {
  services: [
    { id: 'osebna-izkaznica' },
    { id: 'potni-list' },
    { id: 'voznisko-dovoljenje' },
    { id: 'registracija-vozila' },
    { id: 'prijava-prebivalisca' },
  ],
  places: [{ id: 'ljubljana' }, { id: 'litija' }, { id: 'logatec' }],
};

export const sampleRetention = { recordingsDays: 90, callerNumberMonths: 12 };

/** The usual rule of the dialplan; a line that is to dial nobody has this setting taken away. */
export const sampleOutbound: Settings['outbound'] = {
  trunk: 'trunk',
  format: 'international',
  kinds: ['geographic', 'mobile', 'internet'],
  countries: [],
  refused: [],
  callsPerHour: 300,
  callsPerNumberPerDay: 10,
};
