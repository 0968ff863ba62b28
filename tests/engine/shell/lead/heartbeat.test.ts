import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import test from 'ava';
import { answerHeartbeats, watchHeartbeat } from '../../../../engine/shell/lead/heartbeat.ts';

const limits = { everyMs: 20, hungAfterMs: 400 };
const heartbeat = new URL('../../../../engine/shell/lead/heartbeat.ts', import.meta.url).href;

/** A process that answers heartbeats and lives until it is killed. */
async function startBeating() {
  const program = `const { port } = await (await import('${heartbeat}')).answerHeartbeats(); console.log(port);`;
  const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { port: Number(line), child, exited: once(child, 'exit') };
}

test('[R9.2] who is killed is gone at once, who stands still hangs after its time', async (t) => {
  const { port, child, exited } = await startBeating();
  try {
    const watch = () => watchHeartbeat(port, limits, new AbortController().signal);
    child.kill('SIGSTOP');
    const stoppedAt = performance.now();
    t.is(await watch(), 'hung');
    t.true(performance.now() - stoppedAt >= limits.hungAfterMs - limits.everyMs);
    child.kill('SIGCONT');
    const verdict = watch();
    child.kill('SIGKILL');
    t.is(await verdict, 'gone');
    t.is(await watch(), 'gone', 'nobody is at the port');
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
});

test('[R9.2] who answers is watched until it ends or nobody wants to know', async (t) => {
  const beating = await answerHeartbeats();
  const enough = new AbortController();
  const verdict = watchHeartbeat(beating.port, { everyMs: 5, hungAfterMs: 1_000 }, enough.signal);
  enough.abort();
  t.is(await verdict, 'given up');
  const other = watchHeartbeat(beating.port, limits, new AbortController().signal);
  await Promise.all([beating.close(), beating.close()]);
  t.is(await other, 'gone');
});
