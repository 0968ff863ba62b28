import { Agent, request } from 'node:http';
import { until } from '../until.ts';
import { hiddenIn } from '../web/fixture/booker.ts';
import { answerTo } from '../web/fixture/citizen.ts';

export type Answer = { readonly status: number; readonly location: string; readonly text: string };

/** Somebody with one connection, one cookie and an address of their own: all of 127.0.0.0/8 is this machine. */
export type CitizenBrowser = {
  /** Null: the connection broke, and nobody knows what came of it. */
  get(path: string): Promise<Answer | null>;
  post(path: string, fields: Record<string, string>): Promise<Answer | null>;
};

export function openCitizenBrowser(url: string, address: string): CitizenBrowser {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress: address });
  let cookie = '';
  const ask = (path: string, body: string | null): Promise<Answer | null> =>
    new Promise((resolve) => {
      const asked = request(`${url}${path}`, {
        agent,
        method: body === null ? 'GET' : 'POST',
        headers: {
          accept: 'text/html',
          ...(cookie === '' ? {} : { cookie }),
          ...(body === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
      });
      asked.on('error', () => resolve(null));
      asked.on('response', (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', () => resolve(null));
        answer.on('close', () => resolve(null));
        answer.on('end', () => {
          cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? cookie;
          const text = Buffer.concat(parts).toString('utf8');
          resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', text });
        });
      });
      asked.end(body ?? undefined);
    });
  return {
    get: (path) => ask(path, null),
    post: (path, fields) => ask(path, new URLSearchParams(fields).toString()),
  };
}

/** The form of details as its page has it, filled in as quickly as a person can. */
export async function fillIn(page: string, email: string): Promise<Record<string, string>> {
  const form = hiddenIn(page);
  const openedAt = Number((form.vprasanje ?? '').split('.')[2]);
  await until('somebody has read the form', () => Date.now() - openedAt > 1600);
  return {
    ...form,
    prebrano: 'da',
    ime: 'Janez Kranjc',
    eposta: email,
    telefon: '',
    opomba: '',
    jezik: 'sl',
    soglasje: 'da',
    odgovor: answerTo(form.vprasanje ?? ''),
    'spletna-stran': '',
    dejanje: 'potrdi',
  };
}
