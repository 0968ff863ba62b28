import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { completePackageLock, type PackageLock } from '../../main/complete-package-lock.ts';
import { breachesInside, findBreaches } from '../../main/floors.ts';

const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const upward: readonly (readonly [file: string, line: string, breach: RegExp])[] = [
  ['engine/core/x.ts', "import { openDatabase } from '../../sql/database.ts';", /:1: core may not import from sql/],
  ['engine/core/x.ts', "import { rest } from '../shell/ari/rest.ts';", /core may not import from shell/],
  [
    'dialplan/x.ts',
    "export { step } from '../engine/core/step.ts';",
    /dialplan may not import more than types from core/,
  ],
  [
    'dialplan/x.ts',
    "import {\n  type A,\n  step,\n} from '../engine/core/step.ts';",
    /dialplan may not import more than types/,
  ],
  ['prompts/x.ts', "const x = await import('../web/start.ts');", /prompts may not import from web/],
  [
    'sql/people/x.ts',
    "import { presentAgent } from '../../engine/core/present-agent.ts';",
    /sql may not import more than types/,
  ],
  ['sql/x.ts', "import type { Figures } from '../reports/figures.ts';", /sql may not import from reports/],
  [
    'web/x.tsx',
    "import { startEngine } from '../engine/shell/engine.ts';",
    /web may not import more than types from shell/,
  ],
  ['reports/x.ts', "import '../web/start.ts';", /reports may not import from web/],
  ['engine/shell/x.ts', "import { readSettings } from '../../main/settings.ts';", /shell may not import from main/],
  ['asterisk-conf/x.ts', "import { openDatabase } from '../sql/database.ts';", /asterisk-conf may not import from sql/],
  ['web/x.ts', "import { render } from '../asterisk-conf/render.ts';", /web may not import from asterisk-conf/],
];
for (const [file, line, breach] of upward) {
  test(`an import upward is found: ${file} ${line.replaceAll('\n', ' ')}`, (t) => {
    t.regex(breachesInside(file, line).join('\n'), breach);
  });
}

const downward: readonly (readonly [file: string, line: string])[] = [
  ['engine/core/x.ts', "import { lineState } from '../../dialplan/opening-hours.ts';"],
  ['dialplan/x.ts', "import type { Instant } from '../engine/core/ids.ts';"],
  ['dialplan/x.ts', "import { type Instant, type CallId } from '../engine/core/ids.ts';"],
  ['sql/line/x.ts', "import type { Cdr } from '../../engine/core/cdr.ts';"],
  ['web/x.ts', "import { makeReport } from '../reports/make-report.ts';"],
  ['main/x.ts', "import { startWeb } from '../web/start.ts';\nimport { z } from 'zod';"],
];
for (const [file, line] of downward) {
  test(`an import downward is free: ${file} ${line.replaceAll('\n', ' ')}`, (t) => {
    t.deepEqual(breachesInside(file, line), []);
  });
}

test('a file past 400 lines and a name that is not kebab-case are found', async (t) => {
  t.regex(breachesInside('web/x.ts', '\n'.repeat(401)).join(), /401 lines; past 400/);
  t.deepEqual(breachesInside('web/x.ts', '\n'.repeat(400)), []);
  t.regex((await findBreaches(checkout, ['web/someThing.css', 'Web/x.css'])).join('\n'), /"someThing.css".*\n.*"Web"/);
});

const impure = [
  'export const x = Date.now();',
  'export const x = new Date();',
  'export const x = Math.random();',
  'export const x = setTimeout(() => 1, 5);',
  'export const x = performance.now();',
  'export const x = crypto.randomUUID();',
  'export const x = process.env;',
  "import { Temporal } from 'temporal-polyfill';\nexport const x = Temporal.Now.instant();",
  "import { readFile } from 'node:fs/promises';\nexport const x = readFile;",
];
const pure = 'export const x = new Date(5).getTime() + Date.UTC(2026, 1);';

test('no clock, timer, chance or file in the pure floors, and everywhere else as one likes', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-lint-'));
  try {
    await Promise.all(
      ['biome.json', '.gitignore', 'main/lint'].map((part) =>
        cp(join(checkout, part), join(folder, part), { recursive: true }),
      ),
    );
    const places = ['engine/core', 'dialplan', 'engine/shell'];
    for (const place of places) {
      await mkdir(join(folder, place), { recursive: true });
      for (const [number, text] of [...impure, pure].entries())
        await writeFile(join(folder, place, `case-${number}.ts`), `${text}\n`);
    }
    const report = await lint(folder);
    const found = (place: string, number: number): boolean => report.includes(`${place}/case-${number}.ts`);
    for (const [number, text] of impure.entries()) {
      t.true(found('engine/core', number), `engine/core: ${text}`);
      t.true(found('dialplan', number), `dialplan: ${text}`);
    }
    for (const place of places) t.false(found(place, impure.length), 'a date of a given instant is pure');
    for (const number of impure.keys()) t.false(found('engine/shell', number), impure[number]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The places that Biome finds fault with, with our configuration. */
async function lint(folder: string): Promise<string> {
  const args = [
    'lint',
    '--reporter=github',
    '--max-diagnostics=none',
    '--vcs-enabled=false',
    '--diagnostic-level=error',
  ];
  const child = spawn(join(checkout, 'node_modules/.bin/biome'), args, { cwd: folder });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(String(part)));
  await once(child, 'close');
  return parts.join('');
}

test('[R9.1] package-lock.json is complete, so that a fresh clone installs, and names no registry', async (t) => {
  const text = await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8');
  const lock = JSON.parse(text) as PackageLock;
  t.deepEqual(
    Object.keys(completePackageLock(lock).packages).filter((place) => lock.packages[place] === undefined),
    [],
    'run: node --import tsx main/complete-package-lock.ts',
  );
  t.notRegex(text, /"resolved": "http/);
});
