import { startIn } from './own-asterisk.ts';

/** A process of its own that starts Asterisk in the given folder and waits to be killed. */
const [folder = ''] = process.argv.slice(2);
const asterisk = await startIn(folder);
process.stdout.write(`${asterisk.pid}\n`);
process.stdin.resume();
