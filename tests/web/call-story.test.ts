import test from 'ava';
import { usualOutboundRule } from '../../dialplan/outbound.ts';
import type { Cdr } from '../../engine/core/cdr.ts';
import type { Command } from '../../engine/core/commands.ts';
import type { OfferResult } from '../../engine/core/facts.ts';
import type { AgentId, CallId, ContactId, LegId, QueueId } from '../../engine/core/ids.ts';
import { storyOf } from '../../web/calls/call-story.ts';
import { sl } from '../../web/messages/sl.ts';
import { configurationOf, Simulation } from '../engine/core/simulation.ts';
import { abandoned, answered, arrived, at } from '../sql/cdr-fixture.ts';

const names = {
  agent: (id: string) => (id === 'agent1' ? 'Ana Žagar' : 'Matej Črnigoj'),
  queue: () => 'Naročanje',
  contact: () => 'Oddelek za tujce',
};
const tell = (cdr: Cdr): string[] =>
  storyOf(sl, cdr, names).map(({ at: moment, sentence }) => `${(moment - at(0)) / 1000} ${sentence}`);

test('[R2.10] an answered call with its consent, waits, keys, estimates, offers and recording', (t) => {
  const base = answered('c');
  const cdr: Cdr = {
    ...base,
    recordingId: 'r' as never,
    prompts: [
      { prompt: 'welcome', versionId: 'v' as never, at: at(5), heardMs: 4000, complete: true },
      { prompt: 'consent', versionId: 'v' as never, at: at(11), heardMs: 6000, complete: false },
    ],
    flowPath: [
      { node: 'welcome', key: null, at: at(5) },
      { node: 'consent', key: '1', at: at(11) },
    ],
    queueEntries: base.queueEntries.map((entry) => ({
      ...entry,
      estimates: [
        { at: at(22), position: 3, estimateSeconds: 240 },
        { at: at(40), position: 1, estimateSeconds: null },
      ],
    })),
    offers: [
      ...base.offers.map((offer) => ({
        ...offer,
        agentId: 'agent2' as never,
        madeAt: at(25),
        endedAt: at(44),
        result: 'noAnswer' as const,
      })),
      ...base.offers,
    ],
    holds: [{ startedAt: at(100), endedAt: at(110) }],
    transfers: [
      {
        kind: 'blind',
        by: 'ana' as AgentId,
        to: { kind: 'queue', queueId: 'narocanje' as QueueId },
        at: at(120),
      },
    ],
  };
  t.deepEqual(tell(cdr), [
    '0 Klic prispe na številko 01 555 12 34.',
    '1 Oglasi se avtomatski odzivnik.',
    '1 Sliši besedilo »Pozdrav« (4 s).',
    '5 Sliši del besedila »Obvestilo o snemanju in osebnih podatkih« (6 s).',
    '11 Pritisne tipko 1.',
    '12 Soglaša s snemanjem.',
    '20 Stopi v čakalno vrsto »Naročanje«.',
    '22 Sliši, da je na mestu 3 in da bo čakanje trajalo približno 4 min.',
    '25 Klic je ponujen: Matej Črnigoj (telefon 101).',
    '40 Sliši, da je na mestu 1.',
    '44 Matej Črnigoj se ne oglasi.',
    '45 Klic je ponujen: Ana Žagar (telefon 101).',
    '50 Oglasi se Ana Žagar. Čakanje: 30 s.',
    '50 Začne se snemanje.',
    '100 Klic je zadržan.',
    '110 Pogovor se nadaljuje.',
    '120 Matej Črnigoj preusmeri klic: v vrsto »Naročanje«.',
    '170 Pogovor se konča po 2 min.',
    '170 Klicatelj odloži.',
    '185 Obdelava klica je končana.',
  ]);
});

test('[R2.10] an abandoned call, one out of hours, one refused recording, one that just ended', (t) => {
  t.deepEqual(tell(abandoned('c')).slice(-3), [
    '20 Stopi v čakalno vrsto »Naročanje«.',
    '60 Zapusti čakalno vrsto.',
    '61 Klicatelj odloži.',
  ]);
  const closed: Cdr = {
    ...arrived('c'),
    closedReason: 'holiday',
    outcome: 'closed',
    hangUpSide: 'line',
    endedAt: at(20),
    flowPath: [{ node: 'hours', key: null, at: at(13) }],
  };
  t.deepEqual(tell(closed).slice(-2), ['13 Linija je zaprta (praznik).', '20 Klic konča linija.']);
  t.true(tell({ ...arrived('c'), consent: 'refused' }).includes('12 Zavrne snemanje.'));
  t.is(tell({ ...arrived('c'), endedAt: at(14) }).at(-1), '14 Klic se konča.');
});

test('[R2.10] every end of an offer has its sentence but the one that the answer tells', (t) => {
  const base = answered('c').offers;
  for (const result of Object.keys(sl.callStory.offerResults) as OfferResult[]) {
    const told = tell({ ...arrived('c'), offers: base.map((offer) => ({ ...offer, result })) });
    t.is(told.filter((line) => line.startsWith('50 ')).length, result === 'answered' ? 0 : 1, result);
  }
});

test('[R1.4] [R1.10] what was chosen in the menu, and what overflow rules did, in words', (t) => {
  const base = abandoned('c');
  const offer = { kind: 'offer', what: 'voiceMessage' } as const;
  const group = { kind: 'otherGroup', queue: 'narocanje' as QueueId } as const;
  const lines = tell({
    ...base,
    flowPath: [{ node: 'menu', key: '5', at: at(15), choice: 'težave s portalom' }],
    queueEntries: base.queueEntries.map((entry) => ({
      ...entry,
      overflows: [
        { at: at(30), rule: 'dolgo čakanje', when: 'waited', action: offer },
        { at: at(31), rule: null, when: 'inherited', action: group },
      ],
    })),
  });
  t.true(lines.includes('15 Pritisne tipko 5: težave s portalom.'));
  t.true(lines.includes('30 Po pravilu »dolgo čakanje«: ponujeno je glasovno sporočilo.'));
  t.true(lines.includes('31 Klic lahko sprejmejo tudi svetovalci vrste »Naročanje«.'));
});

test('[R2.6] [R2.10] a question to a colleague, a conference and a hand-over are told in order', (t) => {
  const line = new Simulation();
  const callId = 'a' as CallId;
  const ask = (type: string, agentId = 'agent1') =>
    line.command({ type, agentId, callId, asked: 'agent2' } as unknown as Command);
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(18_000);
  line.atWork('agent2', { kind: 'answers', afterMs: 2_000 });
  ask('ConsultAgent');
  line.pass(5_000);
  ask('JoinParties');
  line.pass(5_000);
  ask('CompleteTransfer');
  line.pass(5_000);
  line.hangUp('leg-a' as LegId);
  line.pass(60_000);
  const told = storyOf(sl, line.cdr('a'), names).map(({ sentence }) => sentence);
  t.deepEqual(told.slice(told.findIndex((sentence) => sentence.startsWith('Oglasi se Ana'))), [
    'Oglasi se Ana Žagar. Čakanje: 1 s.',
    'Začne se snemanje.',
    'Klic je zadržan.',
    'Ana Žagar začne posvet. Zvoni: Matej Črnigoj.',
    'Na posvet se oglasi Matej Črnigoj. Klicatelj ju ne sliši.',
    'Pogovor se nadaljuje.',
    'Konferenca: pogovoru se pridruži Matej Črnigoj.',
    'Ana Žagar po posvetu preda klic: Matej Črnigoj.',
    'Ana Žagar konča svoj del pogovora po 18 s.',
    'Začne se snemanje.',
    'Pogovor se konča po 23 s.',
    'Klicatelj odloži.',
    'Obdelava klica je končana.',
  ]);
});

test('[R1.10] [R2.10] put through to a number outside: by rule in vain, then by an agent', (t) => {
  const contact = {
    id: 'tujci' as ContactId,
    kind: 'department',
    name: 'Oddelek za tujce',
    number: '38614781234',
    code: '12',
    lines: 1,
  } as const;
  const base = configurationOf(1, { outbound: usualOutboundRule, contacts: [contact] });
  const rule = {
    name: 'nihče ni prijavljen',
    when: { kind: 'noAgent' },
    action: { kind: 'outside', contact: contact.id },
  } as const;
  const line = new Simulation({ ...base, queues: base.queues.map((queue) => ({ ...queue, overflow: [rule] })) });
  line.outside.set('+38614781234', { kind: 'busy', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(20_000);
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.pass(10_000);
  line.outside.set('+38614781234', { kind: 'answers', afterMs: 2_000, talksMs: 10_000 });
  line.command({
    type: 'TransferCall',
    agentId: 'agent1' as AgentId,
    callId: 'a' as CallId,
    to: { kind: 'outside', contactId: contact.id },
  });
  line.pass(90_000);
  const told = storyOf(sl, line.cdr('a'), names).map(({ sentence }) => sentence);
  for (const sentence of [
    'Po pravilu »nihče ni prijavljen«: klic gre na zunanjo številko »Oddelek za tujce«.',
    'Zunanja številka »Oddelek za tujce« je zasedena. Klicatelj čaka naprej.',
    'Ana Žagar preusmeri klic: zunanja številka »Oddelek za tujce«.',
    'Zvoni na zunanji številki »Oddelek za tujce«. Klicatelj obdrži mesto v vrsti.',
    'Oglasijo se na zunanji številki »Oddelek za tujce«. Pogovor se ne snema.',
    'Na zunanji številki odložijo.',
  ])
    t.true(told.includes(sentence), `${sentence}\n${told.join('\n')}`);
  t.is(told.filter((sentence) => sentence.startsWith('Oglasi se Ana')).length, 1);
});

test('[R2.8] [R2.10] a recording that came late is told when it came', (t) => {
  const base = answered('c');
  const late = { recordingId: 'r' as never, agentId: 'agent1' as AgentId, startedAt: base.humanAnsweredAt ?? at(0) };
  const lines = tell({
    ...base,
    recordingId: 'r' as never,
    recordings: [{ ...late, seconds: 60, cameLateAt: at(900) }],
  });
  t.is(lines.at(-1), '900 Posnetek je prišel z zamudo in je zdaj na voljo.');
  t.is(lines.filter((line) => line.endsWith('Začne se snemanje.')).length, 1);
});

test('[R2.6] [R2.10] somebody outside was asked: in vain, then joined and given the caller', (t) => {
  const contact = {
    id: 'tujci' as ContactId,
    kind: 'department',
    name: 'Oddelek za tujce',
    number: '38614781234',
    code: '12',
    lines: 1,
  } as const;
  const line = new Simulation(configurationOf(1, { outbound: usualOutboundRule, contacts: [contact] }));
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(30_000);
  const own = { agentId: 'agent1' as AgentId, callId: 'a' as CallId };
  const ask = (): void => {
    line.command({ type: 'ConsultOutside', ...own, contactId: contact.id });
    line.pass(5_000);
  };
  line.outside.set('+38614781234', { kind: 'busy', afterMs: 1_000 });
  ask();
  line.outside.set('+38614781234', { kind: 'answers', afterMs: 2_000, talksMs: 30_000 });
  ask();
  line.command({ type: 'JoinParties', ...own });
  line.pass(5_000);
  line.command({ type: 'CompleteTransfer', ...own });
  line.pass(90_000);
  const told = storyOf(sl, line.cdr('a'), names).map(({ sentence }) => sentence);
  const from = told.indexOf('Ana Žagar začne posvet. Zvoni: zunanja številka »Oddelek za tujce«.');
  const wanted = [
    'Ana Žagar začne posvet. Zvoni: zunanja številka »Oddelek za tujce«.',
    'Zunanja številka »Oddelek za tujce« je zasedena.',
    'Na posvet se oglasi zunanja številka »Oddelek za tujce«. Klicatelj ju ne sliši.',
    'Konferenca: pogovoru se pridruži zunanja številka »Oddelek za tujce«.',
    'Ana Žagar po posvetu preda klic: zunanja številka »Oddelek za tujce«.',
    'Na zunanji številki odložijo.',
  ];
  t.deepEqual(
    told.slice(from).filter((sentence) => wanted.includes(sentence)),
    [wanted[0], wanted[1], wanted[0], ...wanted.slice(2)] as string[],
    told.join('\n'),
  );
  t.false(told.some((sentence) => sentence.startsWith('Zvoni na zunanji številki')));
});
