import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { findDebianMirror, mirrorOfLines, mirrorOfStanzas } from '../../asterisk-conf/debian-mirror.ts';
import { withFolder } from '../live/own-asterisk.ts';

for (const [line, mirror] of [
  ['deb http://mirror.test/debian bookworm main', 'http://mirror.test/debian'],
  ['deb [signed-by=/a.gpg arch=amd64] https://mirror.test/debian trixie main contrib', 'https://mirror.test/debian'],
  ['# deb http://mirror.test/debian bookworm main', null],
  ['deb-src http://mirror.test/debian bookworm main', null],
  ['deb https://packages.test/apt cloud-sdk-bookworm main', null],
  ['deb http://security.test/debian-security bookworm-security main', null],
  ['deb http://ubuntu.test/ubuntu noble main', null],
  ['', null],
] as const) {
  test(`the line "${line}" names ${mirror ?? 'no mirror'}`, (t) => t.is(mirrorOfLines(line), mirror));
}

const stanza = (fields: Record<string, string>): string =>
  Object.entries({ Types: 'deb', URIs: 'http://mirror.test/debian', Suites: 'bookworm', Components: 'main', ...fields })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

for (const [what, text, mirror] of [
  ['one stanza', stanza({ Suites: 'bookworm bookworm-updates' }), 'http://mirror.test/debian'],
  ['a comment among the fields', `${stanza({})}\n# http://other.test`, 'http://mirror.test/debian'],
  [
    'a later stanza',
    `${stanza({ URIs: 'http://s.test', Suites: 'bookworm-security' })}\n\n${stanza({})}`,
    'http://mirror.test/debian',
  ],
  ['a stanza turned off', stanza({ Enabled: 'no' }), null],
  ['sources only', stanza({ Types: 'deb-src' }), null],
  ['another vendor', stanza({ Suites: 'nodistro' }), null],
] as const) {
  test(`a .sources file with ${what} names ${mirror ?? 'no mirror'}`, (t) => t.is(mirrorOfStanzas(text), mirror));
}

test('[R9.1] the mirror is found wherever apt has its list, and its absence is said', (t) =>
  withFolder(async (folder) => {
    t.is(await findDebianMirror(folder), null);
    const lists = join(folder, 'sources.list.d');
    await mkdir(lists);
    await writeFile(join(lists, 'debian.sources'), stanza({}));
    t.is(await findDebianMirror(folder), 'http://mirror.test/debian');
    await writeFile(join(folder, 'sources.list'), 'deb http://first.test/debian bookworm main\n');
    t.is(await findDebianMirror(folder), 'http://first.test/debian');
  }));
