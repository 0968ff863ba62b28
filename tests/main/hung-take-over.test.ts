import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { claimablePort } from '../../asterisk-conf/free-port.ts';
import { readLockOwner } from '../../engine/shell/journal/folder-lock.ts';
import { openJournal } from '../../engine/shell/journal/journal.ts';
import { answerHeartbeats } from '../../engine/shell/lead/heartbeat.ts';
import { usualLifeLimits } from '../../main/life-watch.ts';
import type { EngineRoleOptions } from '../../main/roles/options.ts';
import { superviseRole, usualBackOff } from '../../main/supervisor.ts';
import { withDatabase } from '../database.ts';
import { keepSpoken, takeSpoken } from '../live/spoken-before.ts';
import { loadTestSample } from '../sql/sample-fixture.ts';
import { until } from '../until.ts';

test('[R9.2] an engine that stood by and hangs while it takes over holds the line for nobody: it is ended, and the next one leads', async (t) => {
  t.timeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-take-over-'));
  const soundsFolder = join(folder, 'sounds');
  const keyFile = join(folder, 'key');
  const journalFolder = join(folder, 'journal');
  const falls: string[] = [];
  const host = '127.0.0.1';
  try {
    await withDatabase(async (db, databaseUrl) => {
      await loadTestSample(db);
      for (const one of ['spool', 'recordings', 'logs']) await mkdir(join(folder, one));
      await takeSpoken(soundsFolder);
      // Whoever reads what nobody writes waits for ever, while its loop turns.
      await promisify(execFile)('mkfifo', [keyFile]);
      const heartbeats = await answerHeartbeats();
      const leader = openJournal({
        folder: journalFolder,
        lock: { heartbeatPort: heartbeats.port },
        onError: (error) => t.fail(error.message),
      });
      const options: EngineRoleOptions = {
        databaseUrl,
        // Asterisk is away.
        ari: {
          url: `http://${host}:${await claimablePort('no Asterisk', host, 0, 'tcp')}/ari`,
          user: 'u',
          password: 'p',
        },
        sounds: { folder: soundsFolder, uriPrefix: 'sound:' },
        recording: { spoolFolder: join(folder, 'spool'), folder: join(folder, 'recordings'), keyFile },
        dataFolder: folder,
        door: { host, port: await claimablePort('the door', host, 0, 'tcp'), token: 'a'.repeat(32) },
        metrics: { host, port: await claimablePort('the metrics', host, 0, 'tcp') },
        hasOther: true,
      };
      const role = superviseRole(
        {
          name: 'engine-2',
          file: new URL('../../main/roles/engine.ts', import.meta.url).pathname,
          options: () => options,
          readyMs: 15_000,
          stopMs: 20_000,
          life: usualLifeLimits,
        },
        {
          log: { folder: join(folder, 'logs'), level: 'silent', terminalLevel: 'silent' },
          backOff: usualBackOff,
          heldOpen: null,
          onProgress: () => undefined,
          onFall: (_role, reason) => {
            falls.push(reason);
            // What it hung in is well again.
            void rm(keyFile, { force: true });
          },
          onReturn: () => undefined,
        },
      );
      try {
        await role.start();
        t.is(readLockOwner(journalFolder)?.pid, process.pid, 'it stands by');
        await leader.close();
        await heartbeats.close();
        await until(
          'the other one holds the journal',
          () => ![undefined, process.pid].includes(readLockOwner(journalFolder)?.pid),
        );
        const hung = readLockOwner(journalFolder)?.pid;
        await until('it was ended', () => falls.length > 0, 90_000);
        t.deepEqual(falls, ['its start came to a standstill for 15 seconds, so it was ended']);
        await until(
          'the next one leads',
          async () => {
            const door = await fetch(`http://${host}:${options.metrics.port}/metrics`).catch(() => null);
            return door?.ok === true && ![undefined, hung].includes(readLockOwner(journalFolder)?.pid);
          },
          60_000,
        );
        t.is(falls.length, 1);
      } finally {
        await role.stop();
        await leader.close();
        await heartbeats.close();
      }
      await keepSpoken(soundsFolder);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
