import { readFile } from 'node:fs/promises';
import type { Command as Program } from 'commander';
import { importUnits } from '../../sql/places/import-units.ts';
import { listPlaces } from '../../sql/places/place.ts';
import { replacePostDistricts } from '../../sql/places/replace-post-districts.ts';
import { previewUnits } from '../../web/registers/preview.ts';
import { readPostDistricts, readUnits } from '../places/read-register.ts';
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
  program
    .command('import-units')
    .description('adds the administrative units of a CSV file that are not there yet; nothing is taken away')
    .argument('<file>', 'UE.csv of the register of spatial units (GURS): UE_ID, UE_UIME, CEN_E, CEN_N in D96/TM')
    .option('--dry-run', 'says what would be added and changes nothing')
    .addHelpText('after', '\nExample:\n  npm run admin -- import-units UE.csv --dry-run')
    .action(async (file: string, { dryRun = false }: { dryRun?: boolean }) => {
      const units = readUnits(await bytesOf(file));
      const session = await openSession();
      const preview = await session.withDatabase(async (db) => {
        const { preview: told, changes } = previewUnits(await listPlaces(db), units);
        if (!dryRun && !(await importUnits(db, changes)))
          throw new Trouble('Somebody changed the same units just now.', 'Nothing was imported. Try again.');
        return told;
      });
      for (const name of [...preview.added, ...preview.changed]) console.log(name);
      const { added, changed, same } = preview;
      console.log(
        `${dryRun ? 'Would be: ' : ''}${added.length} added, ${changed.length} changed, ${same} as they were.`,
      );
    });
}

export async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Trouble(`${file} can not be read.`, 'Give the path of a CSV file.', { cause: error });
  }
}
