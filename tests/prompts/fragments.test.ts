import test from 'ava';
import { everyFragment, fragmentsOf, MissingPromptValue } from '../../prompts/fragments.ts';

const zone = 'Europe/Ljubljana';
const texts = (text: string, key: Parameters<typeof fragmentsOf>[1], values: Record<string, number>): string[] =>
  fragmentsOf(text, key, 'sl', values, zone).map((fragment) => fragment.text);

test('[R1.9] a text without placeholders is one fragment', (t) => {
  const text = 'Hvala  za potrpežljivost.\nProsimo, ostanite na zvezi.';
  t.deepEqual(fragmentsOf(text, 'keepWaiting', 'sl', {}, zone), [
    { language: 'sl', text: 'Hvala za potrpežljivost. Prosimo, ostanite na zvezi.' },
  ]);
});

test('[R1.7] only the sentence with a placeholder varies; the ones around it are shared', (t) => {
  const text = 'Klicni center je zaprt. Hvala za klic. Ponovno bomo dosegljivi {odprtje}. Na svidenje! Lep dan.';
  const values = {
    opensAt: Date.parse('2026-11-23T08:00:00+01:00'),
    saidAt: Date.parse('2026-11-20T15:00:00+01:00'),
  };
  t.deepEqual(texts(text, 'closedUntil', values), [
    'Klicni center je zaprt. Hvala za klic.',
    'Ponovno bomo dosegljivi v ponedeljek, triindvajsetega novembra, ob osmih.',
    'Na svidenje! Lep dan.',
  ]);
  t.deepEqual(
    everyFragment(text, 'closedUntil', 'sl').map((fragment) => fragment.text),
    ['Klicni center je zaprt. Hvala za klic.', 'Na svidenje! Lep dan.'],
  );
});

test('[R1.7] without the instant of saying the date is spoken in full', (t) => {
  const opensAt = Date.parse('2026-11-23T08:00:00+01:00');
  t.deepEqual(texts('Odprto bo {odprtje}.', 'closedUntil', { opensAt }), [
    'Odprto bo v ponedeljek, triindvajsetega novembra, ob osmih.',
  ]);
});

test('[R1.8] positions and waits in the form that the sentence asks for', (t) => {
  t.deepEqual(texts('Vaše mesto v vrsti je {mesto}.', 'position', { position: 3 }), ['Vaše mesto v vrsti je tretje.']);
  t.deepEqual(texts('Vaše mesto v vrsti je {mesto}.', 'position', { position: 250 }), [
    'Vaše mesto v vrsti je več kot stoto.',
  ]);
  t.deepEqual(texts('Ste {mesto:moški} v vrsti.', 'position', { position: 101 }), ['Ste več kot stoti v vrsti.']);
  t.deepEqual(texts('Čakali boste {minute:tožilnik}.', 'estimatedWait', { minutes: 1 }), ['Čakali boste eno minuto.']);
  t.deepEqual(texts('Čakanje je dolgo {minute}.', 'estimatedWait', { minutes: 2 }), ['Čakanje je dolgo dve minuti.']);
  t.deepEqual(texts('Klic bo sprejet v manj kot {minute:rodilnik}.', 'estimatedWait', { minutes: 4 }), [
    'Klic bo sprejet v manj kot štirih minut.',
  ]);
  t.deepEqual(texts('Čas čakanja je {razpon}.', 'estimatedWaitRange', { from: 3, to: 5 }), [
    'Čas čakanja je od treh do petih minut.',
  ]);
  const english = fragmentsOf('You are {mesto} in the queue.', 'position', 'en', { position: 22 }, zone);
  t.deepEqual(english, [{ language: 'en', text: 'You are twenty-second in the queue.' }]);
});

test('[R1.8] everything that a waiting caller can be told is known beforehand', (t) => {
  const position = 'Vaše mesto v vrsti je {mesto}.';
  const positions = new Set(everyFragment(position, 'position', 'sl').map(({ text }) => text));
  for (let place = 1; place <= 300; place++) {
    t.true(positions.has(texts(position, 'position', { position: place })[0]!), String(place));
  }
  t.is(positions.size, 101);
  const wait = 'Čas čakanja je {minute}.';
  const waits = new Set(everyFragment(wait, 'estimatedWait', 'sl').map(({ text }) => text));
  for (let minutes = 1; minutes <= 300; minutes++) {
    t.true(waits.has(texts(wait, 'estimatedWait', { minutes })[0]!), String(minutes));
  }
  t.is(waits.size, 61);
  t.deepEqual(everyFragment('Čas čakanja je {razpon}.', 'estimatedWaitRange', 'sl'), []);
});

test('[R1.8] the same text and values make the same fragments, whatever the caller of the function', (t) => {
  const values = { position: 7 };
  t.deepEqual(
    texts('Mesto: {mesto}.', 'position', values),
    texts('Mesto: {mesto}.', 'position', { ...values, more: 1 }),
  );
});

test('[R1.9] a missing value is a bug that names prompt and value', (t) => {
  const error = t.throws(() => fragmentsOf('Mesto: {mesto}.', 'position', 'sl', {}, zone), {
    instanceOf: MissingPromptValue,
  });
  t.is(error.message, 'The prompt position needs the value position');
});
