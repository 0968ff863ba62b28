import { readFile } from 'node:fs/promises';
import type { Command as Program } from 'commander';
import { replacePostDistricts } from '../../sql/places/replace-post-districts.ts';
import { readPostDistricts } from '../places/read-register.ts';
import { Trouble } from '../trouble.ts';
import { openSession } from './session.ts';

export function addPlaceCommands(program: Program): void {
  program
    .command('import-places')
    .description('reads the post districts, by which citizens find the nearest unit, from a CSV file')
    .argument('<file>', 'PT.csv of the register of spatial units (GURS): PT_ID, PT_UIME, CEN_E, CEN_N in D96/TM')
    .addHelpText('after', '\nExample:\n  npm run admin -- import-places PT.csv')
    .action(async (file: string) => {
      const districts = readPostDistricts(await bytesOf(file));
      const session = await openSession();
      await session.withDatabase((db) => replacePostDistricts(db, districts));
      console.log(`${districts.length} post districts were read; they replace those there were.`);
    });
}

export async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Trouble(`${file} can not be read.`, 'Give the path of a CSV file.', { cause: error });
  }
}
