import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { environmentOf, nodeArgumentsOf } from '../../main/roles/node-arguments.ts';

test('[R9.1] every role’s program starts with the arguments that are meant for it, and stops when it is told to', async (t) => {
  for (const role of ['engine', 'web', 'messages']) {
    const file = fileURLToPath(new URL(`../../main/roles/${role}.ts`, import.meta.url));
    const child = fork(file, [], {
      execArgv: [...nodeArgumentsOf(role)],
      env: environmentOf(role),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.send({ type: 'stop' });
    const [code] = await once(child, 'exit');
    t.is(code, 0, role);
  }
});

test('[R9.5] the engine’s short-lived memory is bounded; what the operator set for its threads stands', (t) => {
  t.true(nodeArgumentsOf('engine').some((argument) => argument.startsWith('--max-semi-space-size=')));
  t.false(nodeArgumentsOf('web').some((argument) => argument.startsWith('--max-semi-space-size=')));
  t.true(nodeArgumentsOf('engine').some((argument) => argument.startsWith('--heap-growing-percent=')));
  t.is(environmentOf('engine', '/kept').NODE_COMPILE_CACHE, process.env.NODE_COMPILE_CACHE ?? '/kept');
  t.is(environmentOf('engine').MALLOC_ARENA_MAX, process.env.MALLOC_ARENA_MAX ?? '2');
  t.is(environmentOf('engine').MALLOC_TRIM_THRESHOLD_, process.env.MALLOC_TRIM_THRESHOLD_ ?? '131072');
});
