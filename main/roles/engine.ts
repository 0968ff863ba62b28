import { startEngine } from '../../engine/shell/engine.ts';
import { engineOptionsSchema } from './options.ts';
import { runRole } from './role.ts';

/** The role `engine`: decides everything that happens to a call. */
runRole(engineOptionsSchema, async (options, { log, progress }) => {
  progress('The engine is starting; at the first start all prompts are spoken to files.');
  const engine = await startEngine({ ...options, log });
  const fallen = engine.replaced.then(() => 'Another engine took the line over.');
  return { details: {}, fallen, close: () => engine.close() };
});
