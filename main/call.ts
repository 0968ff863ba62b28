import { resolve } from 'node:path';
import { demonstrate } from './demonstration/demonstrate.ts';
import { StackNotRunning } from './stack.ts';
import { exitCodes, explain } from './trouble.ts';

const help = `npm run call: shows one real call through the running stack.

SIPp calls the number with a spoken voice, a test phone registers as an agent's, signs in, answers by itself, talks and
hangs up. Each step is printed as it happens; what the caller heard is kept as a WAV file; the call's record is shown.
When the line is closed now, it is opened for ten minutes and afterwards left as it was.

Usage:
  npm run call                     the WAV file is written to DATA_FOLDER/demonstration.wav
  npm run call -- --out heard.wav  or there

Exit codes: ${exitCodes.ok} the call went as it should, ${exitCodes.failed} it did not, ${exitCodes.usage} wrong arguments, ${exitCodes.notRunning} no stack is running.
`;

const args = process.argv.slice(2);
if (args.some((arg) => arg === '--help' || arg === '-h')) process.stdout.write(help);
else if (args.length !== 0 && !(args.length === 2 && args[0] === '--out')) {
  process.stderr.write(help);
  process.exitCode = exitCodes.usage;
} else {
  try {
    await demonstrate(args[1] === undefined ? null : resolve(args[1]));
  } catch (error) {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exitCode = error instanceof StackNotRunning ? exitCodes.notRunning : exitCodes.failed;
  }
}
