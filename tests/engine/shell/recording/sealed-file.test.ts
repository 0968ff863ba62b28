import { randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import test from 'ava';
import fc from 'fast-check';
import { RecordingKeyError, readOrCreateKey } from '../../../../engine/shell/recording/recording-key.ts';
import { openSealed, SealedFileError, sealFile } from '../../../../engine/shell/recording/sealed-file.ts';

const chunk = 65_536;
const header = 40;
const tag = 16;

async function withFolder(callback: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-sealed-'));
  try {
    await callback(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function sealedIn(folder: string, plain: Buffer) {
  const key = await readOrCreateKey(join(folder, 'key'));
  const sealedPath = join(folder, 'recording.sealed');
  await writeFile(join(folder, 'recording.wav'), plain);
  const result = await sealFile(join(folder, 'recording.wav'), sealedPath, key);
  return { key, sealedPath, result };
}

for (const size of [0, 1, 44, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 12_345]) {
  test(`[R2.8] ${size} bytes come back as they were sealed, and nothing of them can be read in the sealed file`, async (t) => {
    await withFolder(async (folder) => {
      const plain = Buffer.alloc(size, 'to je pogovor ');
      const { key, sealedPath, result } = await sealedIn(folder, plain);
      const chunks = Math.max(1, Math.ceil(size / chunk));
      t.deepEqual(result, { plainBytes: size, sealedBytes: header + size + chunks * tag });
      const bytes = await readFile(sealedPath);
      t.is(bytes.length, result.sealedBytes);
      t.false(bytes.includes('pogovor'));
      t.is((await stat(sealedPath)).mode & 0o777, 0o600);
      const opened = await openSealed(sealedPath, key);
      t.is(opened.size, size);
      t.true((await buffer(opened.stream())).equals(plain));
      await opened.close();
      await opened.close();
      t.deepEqual((await readdir(folder)).sort(), ['key', 'recording.sealed', 'recording.wav']);
    });
  });
}

test('[R2.8] any range of a sealed file is that range of the plain one', async (t) => {
  await withFolder(async (folder) => {
    const plain = randomBytes(2 * chunk + 777);
    const { key, sealedPath } = await sealedIn(folder, plain);
    const opened = await openSealed(sealedPath, key);
    const place = fc.oneof(
      fc.integer({ min: 0, max: plain.length - 1 }),
      fc.constantFrom(0, chunk - 1, chunk, 2 * chunk - 1, 2 * chunk, plain.length - 1),
    );
    await fc.assert(
      fc.asyncProperty(place, place, async (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const part = await buffer(opened.stream({ start, end }));
        return part.equals(plain.subarray(start, end + 1));
      }),
      { numRuns: 150 },
    );
    t.throws(() => opened.stream({ start: -1, end: 5 }), { instanceOf: RangeError });
    t.throws(() => opened.stream({ start: 0, end: plain.length }), { instanceOf: RangeError });
    t.throws(() => opened.stream({ start: 10, end: 5 }), { instanceOf: RangeError });
    await opened.close();
  });
});

async function changed(sealedPath: string, change: (bytes: Buffer) => Buffer): Promise<string> {
  const path = `${sealedPath}.changed`;
  await writeFile(path, change(await readFile(sealedPath)));
  return path;
}

async function readAll(path: string, key: Awaited<ReturnType<typeof readOrCreateKey>>): Promise<Buffer> {
  const opened = await openSealed(path, key);
  try {
    return await buffer(opened.stream());
  } finally {
    await opened.close();
  }
}

const stored = chunk + tag;
const damages: readonly { name: string; change: (bytes: Buffer) => Buffer }[] = [
  { name: 'one bit in the first chunk changed', change: (bytes) => flip(bytes, header + 100) },
  { name: 'one bit in the middle chunk changed', change: (bytes) => flip(bytes, header + stored + 5) },
  { name: 'one bit of the last tag changed', change: (bytes) => flip(bytes, bytes.length - 1) },
  { name: 'the salt changed', change: (bytes) => flip(bytes, 30) },
  { name: 'cut off within a chunk', change: (bytes) => bytes.subarray(0, bytes.length - 20) },
  { name: 'cut off between chunks', change: (bytes) => bytes.subarray(0, header + 2 * stored) },
  { name: 'all chunks cut off', change: (bytes) => bytes.subarray(0, header) },
  {
    name: 'two chunks exchanged',
    change: (bytes) =>
      Buffer.concat([
        bytes.subarray(0, header),
        bytes.subarray(header + stored, header + 2 * stored),
        bytes.subarray(header, header + stored),
        bytes.subarray(header + 2 * stored),
      ]),
  },
  {
    name: 'a chunk left out',
    change: (bytes) => Buffer.concat([bytes.subarray(0, header), bytes.subarray(header + stored)]),
  },
  { name: 'something appended', change: (bytes) => Buffer.concat([bytes, Buffer.alloc(40)]) },
];

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}

for (const { name, change } of damages) {
  test(`[R2.8] a sealed file is refused as damaged: ${name}`, async (t) => {
    await withFolder(async (folder) => {
      const { key, sealedPath } = await sealedIn(folder, randomBytes(2 * chunk + 500));
      const path = await changed(sealedPath, change);
      const error = await t.throwsAsync(readAll(path, key), { instanceOf: SealedFileError });
      t.is(error?.reason, 'damaged');
    });
  });
}

test('[R2.8] a file cut off is refused when it is opened, before anything was heard', async (t) => {
  await withFolder(async (folder) => {
    const { key, sealedPath } = await sealedIn(folder, randomBytes(2 * chunk + 500));
    const path = await changed(sealedPath, (bytes) => bytes.subarray(0, header + stored));
    await t.throwsAsync(openSealed(path, key), { instanceOf: SealedFileError });
  });
});

test('[R2.8] a file sealed with another key says so', async (t) => {
  await withFolder(async (folder) => {
    const { sealedPath } = await sealedIn(folder, randomBytes(100));
    const other = await readOrCreateKey(join(folder, 'other-key'));
    const error = await t.throwsAsync(openSealed(sealedPath, other), { instanceOf: SealedFileError });
    t.is(error?.reason, 'otherKey');
  });
});

test('[R2.8] what is not a sealed file, or of a version to come, says so', async (t) => {
  await withFolder(async (folder) => {
    const { key, sealedPath } = await sealedIn(folder, randomBytes(100));
    const plain = await t.throwsAsync(openSealed(join(folder, 'recording.wav'), key), { instanceOf: SealedFileError });
    t.is(plain?.reason, 'notSealed');
    const later = await changed(sealedPath, (bytes) => flip(bytes, 9));
    const version = await t.throwsAsync(openSealed(later, key), { instanceOf: SealedFileError });
    t.is(version?.reason, 'notSealed');
  });
});

test('[R2.8] the same audio sealed twice has nothing in common', async (t) => {
  await withFolder(async (folder) => {
    const plain = Buffer.alloc(1000, 7);
    const { key, sealedPath } = await sealedIn(folder, plain);
    await sealFile(join(folder, 'recording.wav'), `${sealedPath}.again`, key);
    const [one, other] = [await readFile(sealedPath), await readFile(`${sealedPath}.again`)];
    t.false(one.subarray(24).equals(other.subarray(24)));
    t.false(one.subarray(header, header + 64).equals(other.subarray(header, header + 64)));
  });
});

test('[R2.8] a seal that fails leaves neither part nor sealed file', async (t) => {
  await withFolder(async (folder) => {
    const key = await readOrCreateKey(join(folder, 'key'));
    await t.throwsAsync(sealFile(folder, join(folder, 'recording.sealed'), key), { code: 'EISDIR' });
    await t.throwsAsync(sealFile(join(folder, 'missing'), join(folder, 'recording.sealed'), key), { code: 'ENOENT' });
    t.deepEqual(await readdir(folder), ['key']);
  });
});

test('[R2.8] the key is made once, for its owner only, whoever of several comes first', async (t) => {
  await withFolder(async (folder) => {
    const keyFile = join(folder, 'deep', 'recording.key');
    const keys = await Promise.all(Array.from({ length: 8 }, () => readOrCreateKey(keyFile)));
    t.is(new Set(keys.map((key) => key.toString('hex'))).size, 1);
    t.is(keys[0]?.length, 32);
    t.is((await stat(keyFile)).mode & 0o777, 0o600);
    t.deepEqual(await readdir(join(folder, 'deep')), ['recording.key']);
  });
});

test('[R2.8] a key file that others may read, or that holds no key, is refused and left alone', async (t) => {
  await withFolder(async (folder) => {
    const keyFile = join(folder, 'key');
    await readOrCreateKey(keyFile);
    await chmod(keyFile, 0o640);
    await t.throwsAsync(readOrCreateKey(keyFile), { instanceOf: RecordingKeyError, message: /chmod 600/ });
    await copyFile(keyFile, `${keyFile}.copy`);
    const file = await open(`${keyFile}.copy`, 'r+');
    await file.chmod(0o600);
    await file.truncate(10);
    await file.close();
    await t.throwsAsync(readOrCreateKey(`${keyFile}.copy`), { instanceOf: RecordingKeyError, message: /backup/ });
    t.is((await stat(`${keyFile}.copy`)).size, 10);
  });
});
