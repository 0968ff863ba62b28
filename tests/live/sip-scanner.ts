import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Guard, startGuard } from '../../asterisk-conf/guard/guard.ts';
import type { AsteriskInstance } from '../../asterisk-conf/start.ts';
import { answerChallenge } from '../../main/demonstration/digest.ts';
import { openRawSip, plainOffer, type RawRequest, type RawSip, rawRequest } from './raw-sip.ts';

/** What a scanner of sipvicious printed, and how it ended; one that is still at it after `limitMs` is ended. */
export async function sipvicious(
  tool: 'svmap' | 'svwar' | 'svcrack',
  args: readonly string[],
  limitMs = 8_000,
): Promise<string> {
  // It keeps its sessions in the home folder, and its words in a file.
  const home = await mkdtemp(join(tmpdir(), 'uenarocanje-sipvicious-'));
  try {
    await writeFile(join(home, 'words.txt'), words.join('\n'));
    return await new Promise((resolve, reject) => {
      const options = { cwd: home, env: { ...process.env, HOME: home }, timeout: limitMs };
      execFile(tool, args, options, (error, stdout, stderr) => {
        if (error?.code === 'ENOENT') reject(error);
        else resolve(stdout + stderr);
      });
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** The right password of 101 is the last: whoever may try all of them finds it. */
const words = [...Array.from({ length: 40 }, (_, index) => `guess-number-${index}`), 'password-of-101'];

/** Works with a raw SIP line and closes it. */
export async function withRawSip<T>(
  asterisk: Pick<AsteriskInstance, 'sip'>,
  from: string,
  work: (line: RawSip) => Promise<T>,
): Promise<T> {
  const line = await openRawSip(asterisk.sip, from);
  try {
    return await work(line);
  } finally {
    await line.close();
  }
}

/** A stranger asks as this user; with a password he answers the challenge with it. */
export type Attempt = { readonly method: string; readonly user: string; readonly password?: string };

/** The final answers: to the first request, and if it was challenged to the second with a password. */
export async function attempt(line: RawSip, asterisk: AsteriskInstance, { method, user, password }: Attempt) {
  const { host, port } = asterisk.sip;
  const uri = method === 'REGISTER' ? `sip:${host}:${port}` : `sip:015551234@${host}:${port}`;
  const request: RawRequest = {
    method,
    uri,
    from: `<sip:${user}@${host}>`,
    ...(method === 'REGISTER' ? { to: `<sip:${user}@${host}>` } : {}),
    body: method === 'INVITE' ? plainOffer(line.host) : '',
  };
  const isFinal = (text: string): boolean => !text.startsWith('SIP/2.0 100');
  const startedAt = performance.now();
  const first = await line.ask(rawRequest(line, request), isFinal);
  const milliseconds = (first?.at ?? 0) - startedAt;
  const challenge = /^WWW-Authenticate: (.*)$/im.exec(first?.text ?? '')?.[1]?.trim();
  if (password === undefined || challenge === undefined) return { first, second: null, milliseconds };
  const authorization = `Authorization: ${answerChallenge(challenge, method, uri, { user, password })}`;
  const second = await line.ask(rawRequest(line, { ...request, sequence: 2, more: [authorization] }), isFinal);
  return { first, second, milliseconds };
}

export type Logged = {
  readonly level: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly text: string;
};

/** An instance with its guard, whose words are kept. The trunk is 127.0.0.2: everybody else is a stranger. */
export async function withGuard<T>(
  asterisk: AsteriskInstance,
  policy: Parameters<typeof startGuard>[0]['policy'],
  work: (said: readonly Logged[], guard: Guard) => Promise<T>,
  longestLogBytes?: number,
): Promise<T> {
  const said: Logged[] = [];
  const at =
    (level: string) =>
    (fields: object, text: string): void => {
      said.push({ level, fields: fields as Logged['fields'], text });
    };
  const log = { info: at('info'), warn: at('warn'), error: at('error') } as Parameters<typeof startGuard>[0]['log'];
  const { ari, logFolder } = asterisk;
  const guard = await startGuard({
    ari,
    logFolder,
    policy,
    log,
    ...(longestLogBytes === undefined ? {} : { longestLogBytes }),
  });
  try {
    return await work(said, guard);
  } finally {
    await guard.close();
  }
}
