import test from 'ava';
import type { Instant } from '../../engine/core/ids.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import { addOfficeException } from '../../sql/calendar/office-rules.ts';
import { type CounterId, citizen } from '../../sql/calendar/words.ts';
import { dateOf } from '../../web/present/time.ts';
import { until } from '../until.ts';
import { bookAt, freeTimes, janez } from './fixture/counter-visit.ts';
import { fieldsOf } from './fixture/form-fields.ts';
import { makeOnly, managerOf } from './fixture/manager.ts';
import { type Visitor, visit } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

/** Visits of one counter on one day, or on several with so many each, which are then closed. */
async function closedDay(web: TestWeb, count: number, aDay = count): Promise<readonly AppointmentView[]> {
  const [counterId] = (await web.db('counter').where({ location_id: 'litija' }).orderBy('id').pluck('id')) as [
    CounterId,
  ];
  const slots = await freeTimes(web.db, { counterId, service: 'potni-list' });
  const day = dateOf(slots[0]?.startsAt ?? 0);
  const visits: AppointmentView[] = [];
  const days = Map.groupBy(slots, ({ startsAt }) => dateOf(startsAt));
  const chosen = [...days.values()].flatMap((ofDay) => ofDay.slice(0, aDay)).slice(0, count);
  for (const [index, slot] of chosen.entries())
    visits.push(await bookAt(web.db, slot, 'potni-list', { ...janez, name: `Janez Kranjc ${index + 1}` }));
  await addOfficeException(web.db, {
    scope: { of: 'counter', counterId },
    kind: 'closed',
    firstDay: day,
    lastDay: dateOf(chosen.at(-1)?.startsAt ?? 0),
    from: null,
    to: null,
    notice: {},
    announcedFrom: null,
    note: '',
  });
  return visits;
}

const textAt = async (visitor: Visitor, path: string): Promise<string> => (await visitor.get(path)).text();
const linkIn = (body: string): string => /http:\/\/127\.0\.0\.1(\/\S+)/.exec(body)?.[1] ?? '';

/** The link of the proposal that this visit's citizen was sent. */
async function proposalLink(web: TestWeb, appointmentId: number): Promise<string> {
  const messages = await web.db('message').where({ kind: 'evacuationProposal', about: `appointment:${appointmentId}` });
  return linkIn(JSON.stringify(messages.map(({ payload }) => payload)).replaceAll('"', ' '));
}

async function start(manager: Visitor): Promise<string> {
  const { _csrf, ...fields } = fieldsOf(await textAt(manager, '/lokacije/litija/premik'));
  const answer = await manager.post('/lokacije/litija/premik', { ...fields, razlog: 'selitev okenca' });
  return (answer.headers.get('location') ?? '').replace(/\?.*/, '');
}

test('[R3.9] evacuation: proposals by message, one click confirms, a robot that opens the link changes nothing', async (t) => {
  await withWeb(async (web) => {
    const visits = await closedDay(web, 3);
    const [one, two, three] = visits as [AppointmentView, AppointmentView, AppointmentView];
    const manager = await managerOf(web, 'litija');
    t.true((await textAt(manager, '/lokacije/litija')).includes('3 obiski v zaprtem času – premakni jih'));
    const page = await textAt(manager, '/lokacije/litija/premik');
    t.true(page.includes(one.reference) && !page.includes('Kranjc'), 'no names where none are needed');
    t.is((await manager.post('/lokacije/litija/premik', { razlog: '' })).status, 422);
    const at = await start(manager);
    t.regex(at, /^\/premiki\/\d+$/);
    t.is(await start(manager), '/lokacije/litija/premik', 'a second click proposes nothing twice');
    t.true((await textAt(manager, at)).includes('0 od 3'));

    const link = await proposalLink(web, one.appointmentId);
    t.not(link, '');
    const robot = visit(web);
    t.is((await robot.get(link)).status, 200);
    t.is((await robot.get(link)).status, 200);
    t.is((await web.db('evacuation_visit').where({ appointment_id: one.appointmentId }).first()).state, 'proposed');
    const person = visit(web);
    const form = fieldsOf(await textAt(person, link));
    const accepted = await person.post(link, { ...form, dejanje: 'sprejmi' });
    t.is(accepted.status, 200);
    t.is((await web.db('evacuation_visit').where({ appointment_id: one.appointmentId }).first()).state, 'accepted');

    const other = await proposalLink(web, two.appointmentId);
    const no = visit(web);
    t.is((await no.post(other, { ...fieldsOf(await textAt(no, other)), dejanje: 'zavrni' })).status, 200);
    // Who cancels in another way needs no call.
    const deed = { now: Date.now() as Instant, actor: citizen, announce: async () => undefined };
    await cancelAppointment(web.db, deed, three.appointmentId);
    const progress = await textAt(manager, at);
    t.true(progress.includes('2 od 3'));
    t.true(progress.includes('Janez Kranjc 2') && progress.includes('tel:+38641123456'));
    t.false(progress.includes('Janez Kranjc 1'), 'only whom there is to call');
    t.true(progress.includes('predlog potrjen') && progress.includes('odpovedan'));
    t.like(await web.db('audit_entry').where({ action: 'evacuationStarted' }).first(), {
      user_id: 'agent4',
      details: { proposed: 3, toCall: 0 },
    });
    t.false(web.log.join('').includes('Kranjc') || web.log.join('').includes('41123456'));
  });
});

test('[R3.9] the call list: a try is noted, the visit is moved while talking, and what was proposed is free again', async (t) => {
  await withWeb(async (web) => {
    const [one, two] = (await closedDay(web, 2)) as [AppointmentView, AppointmentView];
    const manager = await managerOf(web, 'litija');
    const at = await start(manager);
    await makeOnly(web.db, 'agent3', 'clerk', 'litija');
    const clerk = visit(web);
    await clerk.signIn('agent3');
    const call = `${at}/obisk/${one.appointmentId}`;
    const page = await textAt(clerk, call);
    t.true(page.includes('Janez Kranjc 1') && page.includes('predlagan občanu'));
    await clerk.post(`${call}/klic`, { izid: 'ni-dosegljiv' });
    t.true((await textAt(clerk, call)).includes('1 neuspel klic'));
    const offered = [...page.matchAll(/name="termin" value="([^"]+)"/g)].map(([, value]) => value ?? '');
    t.true(offered.length > 3);
    const [proposed = '.', chosen = '.'] = offered;
    t.is((await clerk.post(`${call}/premakni`, { termin: 'jutri' })).status, 400);
    const taken = `${one.counterId}.${one.startsAt}`;
    const refused = await clerk.post(`${call}/premakni`, { termin: `${one.counterId}.${two.startsAt}` });
    t.is(refused.status, 409);
    t.true((await refused.text()).includes('Izberite drug termin'), taken);
    t.is((await clerk.post(`${call}/premakni`, { termin: chosen })).status, 303);
    t.is((await clerk.post(`${call}/premakni`, { termin: chosen })).status, 303, 'a second click');
    const moved = await web.db('appointment').where({ id: one.appointmentId }).first();
    t.is(`${moved.counter_id}`, chosen.split('.')[0] ?? '');
    t.like(await web.db('evacuation_visit').where({ appointment_id: one.appointmentId }).first(), {
      state: 'settled',
      settled_as: 'moved',
      settled_by: 'agent3',
    });
    const { booking_id } = await web.db('evacuation_visit').where({ appointment_id: one.appointmentId }).first();
    t.is((await web.db('appointment').where({ booking_id, state: 'held' })).length, 0, `${proposed} is free again`);
    const [event] = await web.db('appointment_event').where({ appointment_id: one.appointmentId, what: 'moved' });
    t.like(event, { user_id: 'agent3', channel: 'clerk' });
    await clerk.post(`${at}/obisk/${two.appointmentId}/klic`, { izid: 'ostane' });
    t.true((await textAt(clerk, at)).includes('2 od 2'));
    t.false(
      (await textAt(manager, '/lokacije/litija')).includes('v zaprtem času'),
      'what was agreed is not asked again',
    );
    const actions = await web.db('audit_entry').where({ user_id: 'agent3' }).orderBy('id').pluck('action');
    for (const action of ['evacuationContactSeen', 'evacuationCallTried', 'evacuationVisitMoved', 'evacuationSettled'])
      t.true(actions.includes(action), action);
  });
});

test('[R3.4] an evacuation of one unit is not there for another; who may not call sees how far it is, and no names', async (t) => {
  await withWeb(async (web) => {
    const [one] = (await closedDay(web, 1)) as [AppointmentView];
    const manager = await managerOf(web, 'litija');
    const at = await start(manager);
    await web.db('evacuation_visit').update({ state: 'toCall', expires_at: null });
    await makeOnly(web.db, 'agent3', 'locationManager', 'logatec');
    const other = visit(web);
    await other.signIn('agent3');
    t.is((await other.get(at)).status, 404);
    t.is((await other.get(`${at}/obisk/${one.appointmentId}`)).status, 404);
    t.is((await other.post(`${at}/obisk/${one.appointmentId}/klic`, { izid: 'ostane' })).status, 404);
    t.is((await other.get('/lokacije/litija/premik')).status, 404);
    t.true((await textAt(other, '/premiki')).includes('Ni premikov'));
    const supervisor = visit(web);
    await supervisor.signIn('nadzornik');
    const seen = await textAt(supervisor, at);
    t.true(seen.includes('0 od 1') && !seen.includes('Kranjc') && !seen.includes('tel:'));
    t.is((await supervisor.get(`${at}/obisk/${one.appointmentId}`)).status, 403);
    const agent = visit(web);
    await agent.signIn('agent1');
    t.true((await textAt(agent, at)).includes('Kranjc'));
    t.is((await agent.get('/lokacije/litija/premik')).status, 403);
  });
});

test('[R3.9] more than somebody waits for: all are taken at once, times are found behind the page, which tells how far it is', async (t) => {
  await withWeb(async (web) => {
    const visits = await closedDay(web, 24, 6);
    t.is(visits.length, 24);
    const manager = await managerOf(web, 'litija');
    const started = await manager.post('/lokacije/litija/premik', { obseg: 'vsi', razlog: 'požar' });
    const location = started.headers.get('location') ?? '';
    t.regex(location, /^\/premiki\/\d+\?opravljeno=poteka$/);
    const at = location.replace(/\?.*/, '');
    t.like(await web.db('audit_entry').where({ action: 'evacuationStarted' }).first(), {
      details: { visits: 24, later: 4 },
    });
    const told = async () =>
      (await (await manager.get(`${at}/iskanje`, { accept: 'application/json' })).json()) as Record<string, unknown>;
    await until('a time was looked for for every visit', async () => (await told()).done === 24);
    t.deepEqual(await told(), { done: 24, all: 24, sentence: 'Iskanje terminov: 24 od 24' });
    t.is((await web.db('evacuation_visit').where({ state: 'waiting' })).length, 0);
    const page = await textAt(manager, at);
    t.true(page.includes('0 od 24') && !page.includes('data-progress'));
    const other = visit(web);
    await makeOnly(web.db, 'agent3', 'locationManager', 'logatec');
    await other.signIn('agent3');
    t.is((await other.get(`${at}/iskanje`)).status, 404);
  });
});
