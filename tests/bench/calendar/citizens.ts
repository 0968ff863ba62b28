import { hiddenIn } from '../../web/fixture/booker.ts';
import { answerTo } from '../../web/fixture/citizen.ts';
import { type Answer, LeanHttp } from './lean-http.ts';

/**
 * Citizens who book over HTTP, in a process of their own: `openCitizens` (citizens-process.ts) starts it and tells it
 * what to do. Each has a connection that is kept and an address of their own, because limits count by address: all of
 * 127.0.0.0/8 is this machine.
 */
export type Errand =
  /** So many come to the site: those who book next. */
  | { readonly type: 'come'; readonly people: number }
  /** Each of them books one of the slots: chooses it, opens the form, confirms. So many are under way at once. */
  | { readonly type: 'book'; readonly wishes: readonly Wish[]; readonly atOnce: number }
  /** So many want the same slot in the same moment. */
  | { readonly type: 'fight'; readonly wish: Wish; readonly people: number }
  /** Opens a page again and again, one time after the other. */
  | { readonly type: 'open'; readonly paths: readonly string[]; readonly times: number };

/** A slot as forms have it, and the page of times that it stands on. */
export type Wish = { readonly path: string; readonly slot: string };

/** Milliseconds of each request, and of all together without the time in which people read. */
export type Errands = {
  readonly totalMs: number;
  readonly times: readonly number[];
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<number, number>>;
};

/** Nobody reads a form faster (robot-question.ts). */
const readingMs = 1_600;

let citizens = 0;

class Citizen {
  readonly #http: LeanHttp;
  #cookie = '';
  token = '';

  constructor(url: string) {
    citizens += 1;
    this.#http = new LeanHttp(url, `127.${10 + (citizens >> 16)}.${(citizens >> 8) & 255}.${citizens & 255}`);
  }

  /** Has been on a page with a form before: a cookie, its token, and an open connection. */
  async come(): Promise<this> {
    this.token = hiddenIn((await this.ask('/obisk')).text)._csrf ?? '';
    return this;
  }

  async ask(path: string, fields: Readonly<Record<string, string>> | null = null): Promise<Answer> {
    const body = fields === null ? null : new URLSearchParams(fields).toString();
    const answer = await this.#http.ask(path, this.#cookie, body);
    this.#cookie = answer.cookie ?? this.#cookie;
    return answer;
  }

  leave(): void {
    this.#http.close();
  }
}

async function run(url: string, errand: Errand): Promise<Errands> {
  const times: number[] = [];
  const statuses: Record<number, number> = {};
  const note = (answer: Answer): Answer => {
    times.push(answer.ms);
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    return answer;
  };
  switch (errand.type) {
    case 'open': {
      const citizen = new Citizen(url);
      const began = performance.now();
      for (let time = 0; time < errand.times; time += 1) {
        const answer = await citizen.ask(errand.paths[time % errand.paths.length] ?? '/');
        note({ ...answer, ms: answer.firstByteMs });
      }
      citizen.leave();
      return { totalMs: performance.now() - began, times, statuses };
    }
    case 'fight': {
      const fighters = await each(errand.people, 20, () => new Citizen(url).come());
      const began = performance.now();
      await Promise.all(
        fighters.map(async (citizen) =>
          note(
            await citizen.ask(errand.wish.path, {
              _csrf: citizen.token,
              oddaja: submission(),
              termin: errand.wish.slot,
            }),
          ),
        ),
      );
      const totalMs = performance.now() - began;
      for (const citizen of fighters) citizen.leave();
      return { totalMs, times, statuses };
    }
    case 'come': {
      const began = performance.now();
      waiting.push(...(await each(errand.people, 20, () => new Citizen(url).come())));
      return { totalMs: performance.now() - began, times, statuses };
    }
    case 'book': {
      const bookers = waiting.splice(0, errand.wishes.length);
      const forms: { readonly citizen: Citizen; readonly path: string; readonly page: string }[] = [];
      const began = performance.now();
      await each(bookers.length, errand.atOnce, async (n) => {
        const citizen = bookers[n] as Citizen;
        const { path, slot: termin } = errand.wishes[n] as Wish;
        const held = note(await citizen.ask(path, { _csrf: citizen.token, oddaja: submission(), termin }));
        // A share may be used up by then.
        if (held.status !== 303) return;
        const page = note(await citizen.ask(held.location));
        forms.push({ citizen, path: held.location, page: page.text });
      });
      const heldMs = performance.now() - began;
      await new Promise((resolve) => setTimeout(resolve, readingMs));
      const filled = forms.map(({ citizen, path, page }) => ({ citizen, path, fields: fill(page) }));
      const again = performance.now();
      await each(filled.length, errand.atOnce, async (n) => {
        const { citizen, path, fields } = filled[n] as (typeof filled)[0];
        note(await citizen.ask(path, fields));
      });
      const totalMs = heldMs + performance.now() - again;
      for (const citizen of bookers) citizen.leave();
      return { totalMs, times, statuses };
    }
  }
}

const waiting: Citizen[] = [];

let submissions = 0;
const submission = (): string => {
  submissions += 1;
  return String(submissions).padStart(12, 'b');
};

function fill(page: string): Record<string, string> {
  const form = hiddenIn(page);
  const who = {
    ime: 'Tine Novak',
    eposta: `tine.${submission()}@example.si`,
    telefon: '',
    opomba: '',
    jezik: 'sl',
  };
  const said = { prebrano: 'da', soglasje: 'da', odgovor: answerTo(form.vprasanje ?? ''), 'spletna-stran': '' };
  return { ...form, ...who, ...said, dejanje: 'potrdi' };
}

/** Works through `count` pieces of work, so many at once. */
async function each<T>(count: number, atOnce: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(atOnce, count) }, async () => {
      for (let n = next++; n < count; n = next++) done[n] = await work(n);
    }),
  );
  return done;
}

process.on('message', ({ url, errand }: { url: string; errand: Errand }) => {
  run(url, errand).then(
    (done) => process.send?.(done),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
