import type { Instant } from '../engine/core/ids.ts';
import type { LinkedVisit, MessageKind, MessageLanguage, MessagePayloads } from '../sql/messages/message.ts';

/** Made-up data for previews and checks, in each language; nobody's. */
const at = (iso: string): Instant => Date.parse(iso) as Instant;

const words: Record<MessageLanguage, Pick<LinkedVisit, 'serviceName' | 'documents' | 'information' | 'counterName'>> = {
  sl: {
    serviceName: 'Izdaja osebne izkaznice',
    counterName: 'Okence 3',
    documents: ['veljaven osebni dokument', 'fotografija za osebne dokumente'],
    information: ['Vlogo je treba oddati osebno.'],
  },
  en: {
    serviceName: 'Identity card',
    counterName: 'Counter 3',
    documents: ['a valid identity document', 'a photograph for identity documents'],
    information: ['The application must be made in person.'],
  },
  it: {
    serviceName: 'Carta d’identità',
    counterName: 'Sportello 3',
    documents: ['un documento d’identità valido', 'una fotografia per documenti'],
    information: ['La domanda va presentata di persona.'],
  },
  hu: {
    serviceName: 'Személyi igazolvány',
    counterName: '3. ablak',
    documents: ['érvényes személyazonosító okmány', 'igazolványkép'],
    information: ['A kérelmet személyesen kell benyújtani.'],
  },
};

const url = 'https://narocanje.example.si';
const token = 'Vq3zPp7KXo1fHc9RwLs2Tg';

function exampleVisit(language: MessageLanguage): LinkedVisit {
  return {
    ...words[language],
    reference: 'KO-7K3M-9Q2P',
    startsAt: at('2027-03-05T08:30:00Z'),
    endsAt: at('2027-03-05T08:45:00Z'),
    locationName: language === 'it' || language === 'sl' ? 'Upravna enota Koper' : 'Upravna enota Lendava',
    address: language === 'hu' ? 'Trg ljudske pravice 5, 9220 Lendava' : 'Piranska cesta 2, 6000 Koper',
    calendarUid: 'primer@uenarocanje',
    calendarSequence: 0,
    links: { show: `${url}/o/${token}`, move: `${url}/o/${token}/termin`, cancel: `${url}/o/${token}/odpoved` },
  };
}

const citizen = { name: 'Ana Primer', email: 'ana.primer@example.si', phone: '+38640123456', note: '' };
const until = at('2027-02-20T11:00:00Z');
const current = at('2027-04-12T07:00:00Z');
const link = `${url}/o/${token}`;

/** The example of a kind. `count` visits where the kind speaks of several. */
export function exampleOf<Kind extends MessageKind>(
  kind: Kind,
  language: MessageLanguage,
  count = 1,
): MessagePayloads[Kind] {
  return examples(exampleVisit(language), count)[kind];
}

function examples(visit: LinkedVisit, count: number): MessagePayloads {
  const visits = Array.from({ length: count }, (_, place) => ({
    ...visit,
    startsAt: (visit.startsAt + place * 900_000) as Instant,
    endsAt: (visit.endsAt + place * 900_000) as Instant,
  }));
  const { links: _links, ...plain } = visit;
  return {
    bookingConfirmed: { visits },
    reminder: { visits },
    visitLink: { visits },
    bookingCancelled: { visit: plain, by: 'citizen', reason: '', links: { book: `${url}/` } },
    bookingMoved: {
      visit: { ...visit, calendarSequence: 1 },
      earlier: { startsAt: at('2027-03-02T09:00:00Z'), locationName: visit.locationName },
      by: 'citizen',
      reason: '',
    },
    handOver: { visit: plain, until, links: { finish: link } },
    waitlistJoined: { serviceName: visit.serviceName, currentStartsAt: current, links: { leave: link } },
    waitlistOffer: { visit: plain, currentStartsAt: current, until, links: { accept: link, decline: `${link}/ne` } },
    evacuationProposal: {
      visit: plain,
      proposed: { ...plain, startsAt: at('2027-03-08T10:00:00Z'), endsAt: at('2027-03-08T10:15:00Z') },
      reason: '',
      until,
      links: { accept: `${link}/sprememba`, choose: `${link}/prestavitev`, cancel: `${link}/odpoved` },
    },
    dataErased: { references: ['482 915 6037'], cancelled: 1 },
    verificationCode: { code: '471093', until },
    unitNotification: { change: 'booked', visit: plain, earlierStartsAt: null, citizen, links: { day: `${url}/dan` } },
    unitDailyList: {
      locationName: visit.locationName,
      day: '2027-03-05',
      entries: visits.map(({ startsAt, endsAt, serviceName, counterName }) => ({
        startsAt,
        endsAt,
        serviceName,
        counterName,
        reference: '4829156037',
        citizen,
      })),
      links: { day: `${url}/dan` },
    },
  };
}
