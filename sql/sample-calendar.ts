import type { Knex } from 'knex';
import type { Instant, LocationId } from '../engine/core/ids.ts';
import { addCounter } from './calendar/counters.ts';
import { anyRule, type OfficeRule, writeOfficeRules } from './calendar/office-rules.ts';
import { extendOpenTime } from './calendar/renew-open-time.ts';
import { saveService, saveServiceCategory, setServiceDuration } from './calendar/services.ts';
import type { CounterId, ServiceId } from './calendar/words.ts';
import { type PlaceInput, savePlace } from './places/place.ts';
import { sampleCategories } from './sample-categories.ts';
import { sampleServices } from './sample-services.ts';

type SamplePlace = Pick<PlaceInput, 'name' | 'address' | 'postCode' | 'city' | 'phone' | 'latitude' | 'longitude'> & {
  readonly id: string;
  readonly parentId: string | null;
  /** What each counter offers; "all" of the catalogue. */
  readonly counters: readonly (readonly string[] | 'all')[];
  readonly hours: 'unit' | 'firstWednesday' | 'evenTuesdays';
};

const documents = ['osebna-izkaznica', 'potni-list', 'digitalno-potrdilo'];
const traffic = ['voznisko-dovoljenje', 'registracija-vozila'];
const persons = [
  'prijava-prebivalisca',
  'izpisek-maticnega-registra',
  'overitev-podpisa',
  'sklenitev-zakonske-zveze',
  'sprememba-imena',
];
const local = ['prijava-prebivalisca', 'izpisek-maticnega-registra', 'overitev-podpisa'];

/** The three units of the pilot and some of their local offices (krajevni uradi). */
const samplePlaces: readonly SamplePlace[] = [
  {
    id: 'ljubljana',
    parentId: null,
    name: 'Upravna enota Ljubljana',
    address: 'Tobačna ulica 5, 1000 Ljubljana',
    postCode: '1000',
    city: 'Ljubljana',
    phone: '+38613061000',
    latitude: 46.0471,
    longitude: 14.4918,
    counters: [documents, documents, traffic, [...documents, ...traffic], persons, ['dovoljenje-za-prebivanje']],
    hours: 'unit',
  },
  {
    id: 'medvode',
    parentId: 'ljubljana',
    name: 'Krajevni urad Medvode',
    address: 'Cesta komandanta Staneta 12, 1215 Medvode',
    postCode: '1215',
    city: 'Medvode',
    phone: '+38613619500',
    latitude: 46.14,
    longitude: 14.411,
    counters: [local],
    hours: 'evenTuesdays',
  },
  {
    id: 'skofljica',
    parentId: 'ljubljana',
    name: 'Krajevni urad Škofljica',
    address: 'Šmarska cesta 3, 1291 Škofljica',
    postCode: '1291',
    city: 'Škofljica',
    phone: '+38613601600',
    latitude: 45.983,
    longitude: 14.577,
    counters: [local],
    hours: 'firstWednesday',
  },
  {
    id: 'litija',
    parentId: null,
    name: 'Upravna enota Litija',
    address: 'Jerebova ulica 14, 1270 Litija',
    postCode: '1270',
    city: 'Litija',
    phone: '+38618980780',
    latitude: 46.0588,
    longitude: 14.8236,
    counters: [[...documents, ...traffic], [...documents, ...persons], 'all'],
    hours: 'unit',
  },
  {
    id: 'gabrovka',
    parentId: 'litija',
    name: 'Krajevni urad Gabrovka',
    address: 'Gabrovka 20, 1274 Gabrovka',
    postCode: '1274',
    city: 'Gabrovka',
    phone: '+38618970100',
    latitude: 45.99,
    longitude: 14.977,
    counters: [local],
    hours: 'firstWednesday',
  },
  {
    id: 'logatec',
    parentId: null,
    name: 'Upravna enota Logatec',
    address: 'Tržaška cesta 50a, 1370 Logatec',
    postCode: '1370',
    city: 'Logatec',
    phone: '+38617590510',
    latitude: 45.9166,
    longitude: 14.2266,
    counters: [[...documents, ...traffic], 'all'],
    hours: 'unit',
  },
  {
    id: 'rovte',
    parentId: 'logatec',
    name: 'Krajevni urad Rovte',
    address: 'Rovte 101, 1373 Rovte',
    postCode: '1373',
    city: 'Rovte',
    phone: '+38617501100',
    latitude: 45.979,
    longitude: 14.176,
    counters: [local],
    hours: 'evenTuesdays',
  },
];

/** Office hours as administrative units have them; a tenth is kept for the units' clerks, a tenth for the call centre. */
const hoursOf: Record<SamplePlace['hours'], readonly OfficeRule[]> = {
  unit: [
    rule({ weekdays: [1, 2, 4], from: '08:00', to: '15:00' }),
    rule({ weekdays: [3], from: '08:00', to: '18:00' }),
    rule({ weekdays: [5], from: '08:00', to: '13:00' }),
  ],
  firstWednesday: [rule({ weekdays: [3], from: '13:00', to: '17:00', monthWeeks: [1] })],
  evenTuesdays: [rule({ weekdays: [2], from: '08:00', to: '12:00', monthWeeks: [2, 4] })],
};

function rule(own: Pick<OfficeRule, 'weekdays' | 'from' | 'to'> & Partial<OfficeRule>): OfficeRule {
  return { ...anyRule, leadMinutes: 60, staffShare: 0.1, callCentreShare: 0.1, ...own };
}

/** The catalogue, places, counters and hours of a fresh installation, with open time built so that it can be booked. */
export async function addSampleCalendar(trx: Knex.Transaction, now: Instant): Promise<void> {
  for (const category of sampleCategories) await saveServiceCategory(trx, category);
  // Each service before those that go together with it.
  for (const service of sampleServices) await saveService(trx, { ...service, together: [] });
  for (const service of sampleServices) if (service.together.length > 0) await saveService(trx, service);
  for (const place of samplePlaces) await addPlace(trx, place);
  const quicker = { locationId: 'litija', serviceId: 'registracija-vozila' as ServiceId, minutes: 15 };
  await setServiceDuration(trx, quicker);
  await extendOpenTime(trx, now);
}

async function addPlace(trx: Knex.Transaction, { counters, hours, ...place }: SamplePlace): Promise<void> {
  await savePlace(trx, {
    ...place,
    id: place.id as LocationId,
    parentId: place.parentId as LocationId | null,
    kind: place.parentId === null ? 'ue' : 'krajevniUrad',
    email: `ue.${place.id}@example.si`,
    website: '',
    languages: place.parentId === null ? ['sl', 'en'] : ['sl'],
    directions: {},
    notifyEmail: `narocanje.${place.parentId ?? place.id}@example.si`,
    notifyWhen: place.parentId === null ? 'atOnce' : 'daily',
    closed: false,
  });
  await writeOfficeRules(trx, { of: 'location', locationId: place.id }, hoursOf[hours]);
  for (const [index, offered] of counters.entries()) {
    const serviceIds = (offered === 'all' ? sampleServices.map(({ id }) => id) : offered) as readonly ServiceId[];
    const counterId = await addCounter(trx, {
      locationId: place.id,
      name: `Okence ${index + 1}`,
      position: index + 1,
      floorNote: place.parentId === null ? `pritličje, soba ${index + 1}` : '',
      serviceIds,
    });
    if (hours === 'unit') await writeOfficeRules(trx, { of: 'counter', counterId }, [lunch(counterId)]);
  }
}

/** Clerks have their half hour in turn, so that somebody is always there. */
function lunch(counterId: CounterId): OfficeRule {
  const [from, to] = counterId % 2 === 0 ? ['11:30', '12:00'] : ['12:00', '12:30'];
  return { ...anyRule, kind: 'break', weekdays: [1, 2, 3, 4, 5], from: from as string, to: to as string };
}
