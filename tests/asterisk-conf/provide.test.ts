import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { AsteriskNotProvided, provideAsterisk } from '../../asterisk-conf/provide.ts';
import { withFolder } from '../live/own-asterisk.ts';

const program = (text: string): string => `#!/bin/sh\necho '${text}'\n`;
const report = (): void => undefined;

test('[R9.1] an Asterisk of the machine is taken when it is new enough, the first on the path', (t) =>
  withFolder(async (folder) => {
    const folders = ['old', 'strange', 'new', 'newer'].map((name) => join(folder, name));
    const says = ['Asterisk 18.19.0~dfsg', 'another program', 'Asterisk 20.9.3', 'Asterisk 22.10.1+dfsg'];
    for (const [index, place] of folders.entries()) {
      await mkdir(place);
      await writeFile(join(place, 'asterisk'), program(says[index] ?? ''), { mode: 0o755 });
    }
    const root = await provideAsterisk({ report, path: ['relative', ...folders].join(':') });
    t.deepEqual(root, { kind: 'machine', version: '20.9.3', program: join(folder, 'new', 'asterisk') });
  }));

test('[R9.1] a cached copy that does not start is named with what to do, and nothing else is touched', (t) =>
  withFolder(async (cacheFolder) => {
    await mkdir(join(cacheFolder, 'asterisk-22-forky-1'));
    const failed = await t.throwsAsync(provideAsterisk({ report, cacheFolder, path: '' }), {
      instanceOf: AsteriskNotProvided,
    });
    if (process.getuid?.() === 0) t.regex(failed.message, /does not start\. Remove that folder/);
    else t.regex(failed.message, /can only be run by root.*ARI_URL/);
    t.deepEqual(await readdir(cacheFolder), ['asterisk-22-forky-1']);
  }));
