import test from 'ava';
import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { listSlots } from '../../sql/calendar/list-slots.ts';
import type { ServiceId, Slot } from '../../sql/calendar/words.ts';
import { rows } from '../../sql/rows.ts';
import { writeSlots } from '../../web/portal/slot-choices.ts';
import { newSubmission } from '../../web/portal/submission.ts';
import { hiddenIn } from '../web/fixture/booker.ts';
import { type BookingStack, withBookingStack } from './booking-stack.ts';
import { type Answer, type CitizenBrowser, fillIn, openCitizenBrowser } from './citizen-browser.ts';

const people = 500;
const places = 40;
const service = 'potni-list' as ServiceId;
const location = 'litija';
const timesPath = `/narocanje/${service}/${location}`;

/** What somebody was told last, after however many tries. */
type Told = 'held' | 'lost' | 'booked';

type Person = {
  readonly number: number;
  readonly browser: CitizenBrowser;
  readonly email: string;
  readonly slots: readonly Slot[];
  told: Told;
  /** Sends again what was sent last. */
  again: () => Promise<Answer>;
};

const emailOf = (person: number): string => `oseba${person}@example.si`;

/** Of each opening no more than citizens may have of it. */
async function wantedSlots(db: Knex): Promise<readonly Slot[]> {
  const now = Date.now() as Instant;
  const from = (now + 5 * 86_400_000) as Instant;
  const until = (now + 40 * 86_400_000) as Instant;
  const offered = await listSlots(db, { services: [service], locationId: location, from, until, channel: 'web', now });
  const openings = Map.groupBy(offered, ({ counterId, opensAt }) => `${counterId} ${opensAt}`);
  return [...openings.values()].flatMap((slots) => slots.slice(0, Math.min(4, slots[0]?.room ?? 0))).slice(0, places);
}

/** Three of five want one slot, two of five a pair, half of these the other way round. */
function wishOf(number: number, slots: readonly Slot[]): readonly Slot[] {
  const one = slots[number % places] as Slot;
  if (number < people * 0.6) return [one];
  const other = slots[(number * 7 + 13) % places] as Slot;
  return number % 2 === 0 ? [one, other] : [other, one];
}

for (const [what, kill] of [
  ['web process', (stack: BookingStack) => stack.killWeb()],
  ['database', (stack: BookingStack) => stack.killDatabase()],
] as const) {
  test.serial(
    `[R3.8] [R4.7] [R9.2] 500 people fight for 40 slots while the ${what} is killed twice: each slot has one owner, and what people are told is so`,
    async (t) => {
      await withBookingStack(async (stack) => {
        const slots = await wantedSlots(stack.db);
        t.is(slots.length, places);
        let broken = 0;
        /** Tries until somebody says something else than that it can not be done now. */
        const answered = async (ask: () => Promise<Answer | null>): Promise<Answer> => {
          for (;;) {
            const answer = await ask();
            if (answer !== null && answer.status !== 503) return answer;
            broken += 1;
            await stack.wellAgain();
          }
        };
        const kills: Promise<void>[] = [];
        const after = (count: number) => () => {
          count -= 1;
          if (count === 0) kills.push(kill(stack));
        };
        const choiceWasAnswered = after(60);
        const bookingWasAnswered = after(5);
        let holders = 0;

        const come = async (number: number): Promise<Person> => {
          const browser = openCitizenBrowser(stack.url, `127.1.${number >> 8}.${number & 255 || 1}`);
          const wish = wishOf(number, slots);
          const { _csrf = '' } = hiddenIn((await answered(() => browser.get('/obisk'))).text);
          const form = { _csrf, oddaja: newSubmission(), termin: writeSlots(wish) };
          const choose = () => answered(() => browser.post(timesPath, form));
          const person = { number, browser, email: emailOf(number), slots: wish, told: 'lost' as Told, again: choose };
          const chosen = await choose();
          choiceWasAnswered();
          if (chosen.status === 409) {
            t.is(alternativesIn(chosen), 3);
            return person;
          }
          t.is(chosen.status, 303);
          t.is(chosen.location, `/narocanje/podatki/${form.oddaja}`);
          holders += 1;
          // Every eighth goes away and never comes back.
          if (holders % 8 === 0) return { ...person, told: 'held' };
          const page = await answered(() => browser.get(chosen.location));
          t.is(page.status, 200);
          const details = await fillIn(page.text, person.email);
          const confirm = () => answered(() => browser.post(chosen.location, details));
          const confirmed = await confirm();
          bookingWasAnswered();
          t.is(confirmed.status, 303);
          t.regex(confirmed.location, /^\/obisk\/[\w-]{32}\?potrjeno=da$/);
          return { ...person, told: 'booked', again: confirm };
        };
        // Not in the order of their wishes.
        const all = await Promise.all(Array.from({ length: people }, (_, n) => come((n * 7) % people)));
        await Promise.all(kills);
        t.is(kills.length, 2);
        t.true(broken > 0, 'somebody was in the middle of it');

        const booked = all.filter(({ told }) => told === 'booked');
        const held = all.filter(({ told }) => told === 'held');
        t.deepEqual(await standing(stack.db), {
          overlapping: 0,
          // Every slot has an owner, each of those that were told so and nobody else.
          booked: booked.flatMap(({ slots: own }) => own).length,
          held: held.flatMap(({ slots: own }) => own).length,
          withoutConfirmation: 0,
          withoutJob: 0,
        });
        t.is(
          new Set([...booked, ...held].flatMap(({ slots: own }) => own.map((slot) => writeSlots([slot])))).size,
          places,
        );
        const visitsOf = booked.map(({ email, slots: own }) => `${email} ${own.length}`).sort();
        t.deepEqual(await visitsByEmail(stack.db), visitsOf);

        // Whoever sends it again is told the same, and nothing is done again.
        for (const person of all) {
          const answer = await person.again();
          if (person.told === 'lost') t.is(alternativesIn(answer), 3);
          else t.is(answer.status, 303);
        }
        t.deepEqual(await visitsByEmail(stack.db), visitsOf);

        // The time of those who went away is over: the first of their slots is somebody else's with the next click.
        const [gone] = held;
        t.truthy(gone);
        await stack.db('appointment').where({ state: 'held' }).update({ expires_at: new Date() });
        const next = openCitizenBrowser(stack.url, '127.2.0.1');
        const { _csrf = '' } = hiddenIn((await next.get('/obisk'))?.text ?? '');
        const taken = { _csrf, oddaja: newSubmission(), termin: writeSlots(gone?.slots.slice(0, 1) ?? []) };
        t.is((await next.post(timesPath, taken))?.status, 303);
        t.is(alternativesIn((await gone?.again()) as Answer), 3);
        t.log(`${broken} tries were cut off or refused, ${booked.length} people booked, ${held.length} went away`);
      });
    },
  );
}

/** How many other times somebody is offered who lost one; less than none where it is another page. */
function alternativesIn({ status, text }: Answer): number {
  if (status !== 409) return -1;
  return [...text.matchAll(/name="termin" value="([^"]+)"/g)].length;
}

/** How many visits each person has, by the address that their confirmation goes to. */
async function visitsByEmail(db: Knex): Promise<readonly string[]> {
  const found = await rows<{ email: string; visits: number }>(
    db,
    `select email, count(*) as visits
     from uenarocanje.appointment join uenarocanje.visitor using (booking_id)
     where state = 'booked' group by email`,
  );
  return found.map(({ email, visits }) => `${email} ${visits}`).sort();
}

async function standing(db: Knex) {
  const [counts] = await rows(
    db,
    `select
       (select count(*) from uenarocanje.appointment as one join uenarocanje.appointment as other using (counter_id)
        where one.id < other.id and one.during && other.during and 'cancelled' not in (one.state, other.state)) as overlapping,
       (select count(*) from uenarocanje.appointment where state = 'booked') as booked,
       (select count(*) from uenarocanje.appointment where state = 'held') as held,
       (select count(*) from uenarocanje.appointment where state = 'booked' and 1 <> (
         select count(*) from uenarocanje.message
         where kind = 'bookingConfirmed' and recipient_id = 'booking:' || booking_id and channel = 'email'
       )) as "withoutConfirmation",
       (select count(*) from uenarocanje.message where state = 'queued' and not exists (
         select from graphile_worker.jobs where key = 'message:' || message.id
       )) as "withoutJob"`,
  );
  return counts;
}
