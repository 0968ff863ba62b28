import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import test from 'ava';
import type { AgentId } from '../../engine/core/ids.ts';
import { withSmallDisk } from '../small-disk.ts';
import { until } from '../until.ts';
import { nothingIsLeft } from './aftermath.ts';
import { callInCrowds } from './crowd.ts';
import { quick, sameOnDiskAndInDatabase, twoAtWork } from './database-away.ts';
import { type MortalLine, withMortalLine } from './mortal-line.ts';

/** The kernel refuses the engine every byte beyond this in any file; null: as before. */
const limitFiles = (line: MortalLine, bytes: number | null) =>
  promisify(execFile)('prlimit', ['--pid', String(line.engine.pid), `--fsize=${bytes ?? 'unlimited'}:unlimited`]);

const figureOf = async ({ engine }: MortalLine, name: string): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${engine.metricsPort}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
};

const reserveBytes = 1_048_576 + 32_768;

test.serial(
  '[R9.2] [R2.10] the disk is full to the last block: records go into the reserve, then to the database, an engine starts on it each time, and nobody loses their place',
  async (t) => {
    await withSmallDisk(16, async (disk) => {
      await withMortalLine(
        async (line) => {
          const figure = (name: string) => figureOf(line, `uenarocanje_journal_${name}`);
          const agents = ['101', '102'].map((user) => line.agentOf(user) as AgentId);
          const everybody = async (type: 'Pause' | 'BecomeReady'): Promise<void> => {
            for (const agentId of agents)
              await line.command(type === 'Pause' ? { type, agentId, reason: 'malica' } : { type, agentId });
          };
          let calls = 0;
          const crowd = async (prefix: string, size: number): Promise<void> => {
            const callers = await callInCrowds(line.asterisk.sip, prefix, size, 5);
            try {
              t.true(await callers.wentWell);
            } finally {
              await callers.close();
            }
            calls += size;
            await line.closedCalls(calls);
          };
          /** One waits while the engine is killed, and is served by the one that starts on the full disk. */
          const killedWithOneWaiting = async (from: string): Promise<void> => {
            await everybody('Pause');
            const caller = await line.caller(from);
            const { callId } = await line.told(
              'CallStarted',
              ({ callerNumber }) => callerNumber === `386${from.slice(1)}`,
            );
            await line.told('EntryQueued', (fact) => fact.callId === callId);
            await until('the database has all of it', async () => (await figure('lag_records')) === 0);
            const before = await line.wallboard(({ queues }) => queues[0]?.waiting === 1);
            await line.killEngine();
            await line.startEngine();
            const after = await line.wallboard((view) => view.line.asteriskConnected && view.queues[0]?.waiting === 1);
            t.is(after.queues[0]?.oldestTicketAt, before.queues[0]?.oldestTicketAt, 'the place in the queue');
            t.is(after.today.offered, before.today.offered);
            await everybody('BecomeReady');
            await caller.ended;
            calls += 1;
            const [record] = (await line.closedCalls(calls)).filter(({ callId: id }) => id === callId);
            t.like(record, { outcome: 'answered', hangUpSide: 'agent' });
          };
          await until('there is a reserve', async () => (await figure('reserve_bytes')) === reserveBytes);
          await twoAtWork(line);

          disk.fill();
          await crowd('0411', 2);
          await line.wallboard(({ journal }) => journal?.kept === 'inReserve');
          t.is(await figure('disk_full'), 1);
          t.is(await figure('troubled'), 0, 'the disk has them');
          t.is((await fetch(`http://127.0.0.1:${line.engine.metricsPort}/health`)).status, 503);
          await killedWithOneWaiting('041000001');

          while ((await figure('troubled')) === 0) await crowd(`042${calls}`, 4);
          await line.wallboard(({ journal }) => journal?.kept === 'inMemory');
          await until('nothing is at risk', async () => (await figure('at_risk_bytes')) === 0);
          t.true((await figure('held_bytes')) > 0, 'what the database has waits for the disk');
          t.true((await figure('reserve_bytes')) >= 1_048_576 - 16_384, 'the rest is kept for starts');
          await killedWithOneWaiting('041000002');

          disk.clear();
          await line.wallboard(({ journal }) => journal === null);
          t.is(await figure('reserve_bytes'), reserveBytes);
          await killedWithOneWaiting('041000003');
          await nothingIsLeft(line, t);
        },
        { ...quick, engineDisk: { folder: disk.folder, reserve: { reserveBytes, roomEveryMs: 100 } } },
      );
    });
  },
);

test.serial(
  '[R9.2] [R9.5] the journal’s disk takes nothing under load: the alarm is loud, calls go on, and nothing is missing or double',
  async (t) => {
    await withMortalLine(async (line) => {
      await twoAtWork(line);
      const base = `http://127.0.0.1:${line.engine.metricsPort}`;
      const figure = (name: string) => figureOf(line, name);
      await limitFiles(line, 1);
      const crowd = await callInCrowds(line.asterisk.sip, '0410', 15, 5);
      try {
        await until('the alarm is given', async () => (await figure('uenarocanje_journal_troubled')) === 1);
        const health = await fetch(`${base}/health`);
        t.is(health.status, 503);
        t.like(await health.json(), { journal: { ok: false }, channels: { ok: true } });
        const { today } = await line.wallboard((view) => view.today.answered === 15 && view.queues[0]?.waiting === 0);
        t.is(today.offered, 15);
        t.true(await crowd.wentWell);
        t.true(
          (await figure('uenarocanje_journal_held_bytes')) > 0,
          'it is told how much would be lost with the engine',
        );
        t.is((await line.closedCalls(15)).length, 15, 'the database has what the disk does not take');

        await limitFiles(line, null);
        await until('the disk has it all', async () => (await figure('uenarocanje_journal_troubled')) === 0);
        t.is(await figure('uenarocanje_journal_held_bytes'), 0);
        await nothingIsLeft(line, t);
        const { disk, database } = await sameOnDiskAndInDatabase(line);
        t.deepEqual(database, disk);
      } finally {
        await crowd.close();
      }
    }, quick);
  },
);
