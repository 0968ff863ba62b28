import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import type { BanPolicy } from '../../asterisk-conf/guard/ban-list.ts';
import type { AsteriskInstance } from '../../asterisk-conf/start.ts';
import { withPhone } from '../../main/demonstration/test-phone.ts';
import { until } from '../until.ts';
import { passwordOf, withOwnAsterisk } from './own-asterisk.ts';
import type { RawSip } from './raw-sip.ts';
import { attempt, type Logged, sipvicious, withGuard, withRawSip } from './sip-scanner.ts';

/** Here the trunk is 127.0.0.2, so that whatever comes from 127.0.0.1 is a stranger. */
const trunks = [{ name: 'sample', addresses: ['127.0.0.2'] }];
const policy: BanPolicy = { failures: 10, withinSeconds: 600, banSeconds: 3_600, never: ['127.0.0.2'] };
const methods = ['REGISTER', 'INVITE', 'OPTIONS', 'SUBSCRIBE', 'MESSAGE', 'PUBLISH', 'INFO', 'REFER', 'UPDATE', 'FOO'];

/** What an answer says when what differs by itself is taken out. */
const shape = (text = ''): string =>
  text
    .replace(/(branch|tag)=[^;\s]+/g, '$1=x')
    .replace(/(nonce|opaque)="[^"]*"/g, '$1="x"')
    .replace(/^(Call-ID|CSeq|Via|From|To|Date): .*$/gim, (line) => line.replace(/[0-9a-f]{8,}|\d+/g, 'n'));

test.serial('[R9.4] a known and an unknown name are answered alike, with and without a password', (t) =>
  withOwnAsterisk({ trunks }, (asterisk) =>
    withRawSip(asterisk, '127.0.0.9', async (line) => {
      for (const method of methods) {
        const known = await attempt(line, asterisk, { method, user: '101', password: 'wrong-password' });
        const unknown = await attempt(line, asterisk, { method, user: '199', password: 'wrong-password' });
        t.is(known.first?.status, 401, method);
        t.is(shape(known.first?.text), shape(unknown.first?.text), `${method} without a password`);
        t.is(known.second?.status, 401, method);
        t.is(shape(known.second?.text), shape(unknown.second?.text), `${method} with a wrong password`);
        t.notRegex(known.first?.text ?? '', /asterisk/i, 'nor does it say what we are');
      }
    }),
  ),
);

test.serial('[R9.4] nor does the time of an answer tell a known name within what is allowed before the ban', (t) =>
  withOwnAsterisk({ trunks }, (asterisk) =>
    withRawSip(asterisk, '127.0.0.9', async (line) => {
      const times = { 101: [] as number[], 199: [] as number[] };
      for (let round = 0; round < 150; round += 1) {
        for (const user of round % 2 === 0 ? (['101', '199'] as const) : (['199', '101'] as const)) {
          const { milliseconds } = await attempt(line, asterisk, { method: 'REGISTER', user });
          times[user].push(milliseconds);
        }
      }
      const [known, unknown] = [times[101], times[199]].map((all) => all.toSorted((a, b) => a - b));
      const [low = 0, middle = 0, high = 0] = [0.1, 0.5, 0.9].map((part) => known?.[Math.floor(part * 150)]);
      const other = unknown?.[75] ?? 0;
      t.log(
        `median ${middle.toFixed(3)} ms known, ${other.toFixed(3)} ms unknown; known 10-90 % ${low.toFixed(3)}-${high.toFixed(3)} ms`,
      );
      t.true(
        Math.abs(middle - other) < Math.max(high - low, 0.1),
        'the difference is less than the spread of one name',
      );
    }),
  ),
);

test.serial('[R9.4] who guesses is shut out and noted, then let in again; phones and trunk never notice', (t) =>
  withOwnAsterisk({ trunks }, (asterisk) =>
    withGuard(asterisk, { ...policy, banSeconds: 1 }, async (said) => {
      await withRawSip(asterisk, '127.0.0.9', async (line) => {
        for (let guess = 0; guess < 5; guess += 1)
          await attempt(line, asterisk, { method: 'REGISTER', user: '101', password: `guess-${guess}` });
        t.is((await attempt(line, asterisk, { method: 'OPTIONS', user: '199' })).first?.status, 401, 'not yet');
        for (let guess = 0; guess < 5; guess += 1)
          await attempt(line, asterisk, { method: 'REGISTER', user: '101', password: `guess-${guess}` });
        await shutOut(line, asterisk);
        const right = { method: 'REGISTER', user: '101', password: passwordOf('101') };
        t.is((await attempt(line, asterisk, right)).first?.status, 403, 'even with the right password');
        await withRawSip(asterisk, '127.0.0.2', async (trunk) => {
          t.is((await attempt(trunk, asterisk, { method: 'OPTIONS', user: '041000000' })).first?.status, 200);
        });
        await withPhone({ sip: asterisk.sip, user: '102', password: passwordOf('102'), answer: 'never' }, async () =>
          t.pass('a phone from another address registers'),
        );
        const banned = said.find(({ text }) => text.includes('shut out'));
        t.deepEqual(banned?.fields, { network: '127.0.0.9/32', failures: 10, seconds: 1 });
        t.notRegex(JSON.stringify(said), /guess|password-of|101/, 'no password and no name');
        await until(
          'the right password is let in again',
          async () => (await attempt(line, asterisk, right)).second?.status === 200,
        );
        t.true(said.some(({ text }) => text.includes('let in again')));
      });
      t.deepEqual(errorsIn(said), []);
    }),
  ),
);

test.serial('[R9.4] nobody can have another address shut out by what he writes into his requests', (t) =>
  withOwnAsterisk({ trunks }, (asterisk) =>
    withGuard(asterisk, { ...policy, failures: 3 }, async (said) => {
      const forged = 'IPV4/UDP/127.0.0.7/5060';
      await withRawSip(asterisk, '127.0.0.9', async (line) => {
        const to = `sip:102@${asterisk.sip.host}`;
        const send = (from: string, callId: string, more: string[] = []) =>
          line.ask(
            [
              `OPTIONS ${to} SIP/2.0`,
              `Via: SIP/2.0/UDP ${line.host}:${line.port};rport;branch=z9hG4bK${Math.random().toString(36)}`,
              `From: ${from};tag=1`,
              `To: <${to}>`,
              `Call-ID: ${callId}`,
              'CSeq: 1 OPTIONS',
              'Max-Forwards: 70',
              ...more,
              'Content-Length: 0\r\n\r\n',
            ].join('\r\n'),
          );
        await send('<sip:x%22,RemoteAddress=%22127.0.0.7@y>', `a",LocalAddress="",RemoteAddress="${forged}`);
        await send('<sip:a%0aSecurityEvent=%22x@y>', `b",LocalAddress="",RemoteAddress="${forged}",Challenge="`);
        const digest = `Authorization: Digest username="101",realm="uenarocanje",nonce="1",uri="${to}",response="x\\",LocalAddress=\\"\\",RemoteAddress=\\"${forged}\\",Challenge=\\""`;
        await send('<sip:101@y>', 'c', [digest]);
        await shutOut(line, asterisk);
      });
      t.deepEqual(
        said.filter(({ text }) => text.includes('shut out')).map(({ fields }) => fields.network),
        ['127.0.0.9/32'],
      );
      await withRawSip(asterisk, '127.0.0.7', async (victim) => {
        t.is((await attempt(victim, asterisk, { method: 'OPTIONS', user: '101' })).first?.status, 401);
      });
    }),
  ),
);

test.serial('[R9.4] sipvicious finds a server, and no name and no password, and is shut out', (t) =>
  withOwnAsterisk({ trunks }, async (asterisk) => {
    const port = String(asterisk.sip.port);
    t.regex(await sipvicious('svmap', ['-p', port, '127.0.0.1']), /uenarocanje/);
    for (const method of ['REGISTER', 'INVITE', 'OPTIONS']) {
      const found = await sipvicious('svwar', ['-p', port, '-e', '100-115', '-m', method, '--force', '127.0.0.1']);
      t.notRegex(found, /\b10[12]\b.*(reqauth|noauth|weird)/, `svwar ${method}, though nobody shuts it out`);
    }
    await withGuard(asterisk, policy, async (said) => {
      const cracked = await sipvicious('svcrack', ['-p', port, '-u', '101', '-d', 'words.txt', '127.0.0.1']);
      t.notRegex(cracked, /password-of/, 'the right one is the 41st word');
      t.deepEqual(
        said.filter(({ text }) => text.includes('shut out')).map(({ fields }) => fields.network),
        ['127.0.0.1/32'],
      );
      t.deepEqual(errorsIn(said), []);
    });
    t.regex(await asterisk.command('core show channels'), /0 active channels/);
  }),
);

test.serial('[R9.4] what a stranger makes Asterisk write does not fill the disk', (t) =>
  withOwnAsterisk({ trunks }, (asterisk) =>
    withGuard(
      asterisk,
      { ...policy, failures: 1_000 },
      async (said) => {
        await withRawSip(asterisk, '127.0.0.9', async (line) => {
          for (let guess = 0; guess < 1_200; guess += 1)
            await attempt(line, asterisk, {
              method: 'OPTIONS',
              user: '101',
              ...(guess < 700 ? { password: 'x' } : {}),
            });
          await shutOut(line, asterisk);
        });
        const files = await readdir(asterisk.logFolder);
        t.true(files.includes('security.log.0'), 'a long log was put aside');
        t.false(
          files.some((name) => /\.log\.[2-9]/.test(name)),
          'and the oldest are gone',
        );
        t.true((await readFile(join(asterisk.logFolder, 'security.log'))).length < 150_000);
        t.deepEqual(errorsIn(said), []);
        t.is(said.filter(({ text }) => text.includes('shut out')).length, 1, 'and no line was lost or read twice');
      },
      50_000,
    ),
  ),
);

/** Asks until everything from that address is refused. */
async function shutOut(line: RawSip, asterisk: AsteriskInstance): Promise<void> {
  await until(
    'the stranger is refused',
    async () => (await attempt(line, asterisk, { method: 'OPTIONS', user: '199' })).first?.status === 403,
  );
}

const errorsIn = (said: readonly Logged[]) => said.filter(({ level }) => level === 'error');
