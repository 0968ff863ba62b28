import { Command, CommanderError } from 'commander';
import { addHealthCommand } from './admin/health.ts';
import { addLineCommands } from './admin/line.ts';
import { addPeopleCommands } from './admin/people.ts';
import { addPlaceCommands } from './admin/places.ts';
import { addReportCommands } from './admin/reports.ts';
import { StackNotRunning } from './stack.ts';
import { exitCodes, explain, WrongUsage } from './trouble.ts';

const program = new Command('npm run admin --')
  .description('Looks after the stack that runs in DATA_FOLDER.')
  .showHelpAfterError('(--help says more)')
  .addHelpText(
    'after',
    `
Examples:
  npm run admin -- health
  npm run admin -- line open --until +2h
  npm run admin -- report --month 2026-11 --out november.pdf

Exit codes: ${exitCodes.ok} done, ${exitCodes.failed} refused or failed, ${exitCodes.usage} wrong arguments, ${exitCodes.notRunning} no stack is running.`,
  )
  .exitOverride();
addLineCommands(program);
addPeopleCommands(program);
addPlaceCommands(program);
addReportCommands(program);
addHealthCommand(program);
for (const command of program.commands) {
  command.exitOverride();
  for (const inner of command.commands) inner.exitOverride();
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = codeFor(error);
  if (!(error instanceof CommanderError)) process.stderr.write(`${explain(error)}\n`);
}

function codeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof WrongUsage) return exitCodes.usage;
  return error instanceof StackNotRunning ? exitCodes.notRunning : exitCodes.failed;
}
