import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

/**
 * The floors of DESIGN.md, as data: which rooms a room may import from. Imports point down only. Types are free for
 * those who say so, because a type is nothing at run time.
 */
type Room = {
  readonly name: string;
  /** The folder, from the checkout. The first that fits counts. */
  readonly folder: string;
  readonly mayImport: readonly string[];
  /** Rooms of which it may import types only. */
  readonly mayImportTypes: readonly string[];
};

const contracts = ['core', 'door', 'dialplan', 'prompts'];

export const rooms: readonly Room[] = [
  {
    name: 'tests',
    folder: 'tests',
    mayImport: [
      'main',
      'web',
      'reports',
      'messages',
      'shell',
      'configured',
      'recording',
      'door',
      'core',
      'dialplan',
      'prompts',
      'sql',
      'asterisk-conf',
    ],
    mayImportTypes: [],
  },
  {
    name: 'main',
    folder: 'main',
    mayImport: [
      'web',
      'reports',
      'messages',
      'shell',
      'configured',
      'recording',
      'door',
      'core',
      'dialplan',
      'prompts',
      'sql',
      'asterisk-conf',
    ],
    mayImportTypes: [],
  },
  {
    name: 'web',
    folder: 'web',
    mayImport: ['reports', 'messages', 'configured', 'recording', 'door', 'core', 'dialplan', 'prompts', 'sql'],
    mayImportTypes: ['shell'],
  },
  // What citizens and units are told: words, calendar files, e-mail and SMS.
  { name: 'messages', folder: 'messages', mayImport: ['sql'], mayImportTypes: ['core'] },
  {
    name: 'reports',
    folder: 'reports',
    mayImport: ['recording', 'core', 'dialplan', 'prompts', 'sql'],
    mayImportTypes: ['door'],
  },
  {
    // Sealing and reading of recordings: a library that engine and web share.
    name: 'recording',
    folder: 'engine/shell/recording',
    mayImport: ['core', 'sql'],
    mayImportTypes: [],
  },
  {
    // What the line may be configured with: a library that the engine and whoever writes the configuration share.
    name: 'configured',
    folder: 'engine/shell/configured',
    mayImport: ['dialplan', 'prompts', 'sql'],
    mayImportTypes: ['core'],
  },
  {
    name: 'shell',
    folder: 'engine/shell',
    mayImport: ['configured', 'recording', 'door', 'core', 'dialplan', 'prompts', 'sql'],
    mayImportTypes: [],
  },
  { name: 'door', folder: 'engine/door', mayImport: ['core', 'dialplan', 'prompts'], mayImportTypes: [] },
  { name: 'core', folder: 'engine/core', mayImport: ['dialplan', 'prompts'], mayImportTypes: [] },
  // The words of the whole house are types in core; whoever stands below may speak them.
  { name: 'dialplan', folder: 'dialplan', mayImport: ['prompts'], mayImportTypes: ['core'] },
  { name: 'prompts', folder: 'prompts', mayImport: [], mayImportTypes: ['core'] },
  { name: 'sql', folder: 'sql', mayImport: [], mayImportTypes: contracts },
  { name: 'asterisk-conf', folder: 'asterisk-conf', mayImport: [], mayImportTypes: [] },
];

const mostLines = 400;

/** Every breach in the given files, as sentences with their place. `files` are paths from the checkout. */
export async function findBreaches(checkout: string, files: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    files.map(async (file) => [
      ...breachesOfName(file),
      ...(/\.(ts|tsx|mjs)$/.test(file) ? breachesInside(file, await readFile(join(checkout, file), 'utf8')) : []),
    ]),
  );
  return found.flat();
}

/** kebab-case for folders and files; what tools ask for by another name is let through. */
function breachesOfName(file: string): string[] {
  const usual = /^(README|CHANGELOG|LICENSE|NOTICE|Dockerfile)(\.md|\.txt)?$/;
  const wrong = file
    .split('/')
    .find((part) => !/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(part) && !usual.test(part));
  return wrong === undefined ? [] : [`${file}: "${wrong}" is not kebab-case.`];
}

/** The breaches in one file's text. */
export function breachesInside(file: string, text: string): string[] {
  const lines = text.split('\n').length - 1;
  const breaches = lines > mostLines ? [`${file}: ${lines} lines; past ${mostLines} a file is split by concept.`] : [];
  const room = roomOf(file);
  if (room === null) return breaches;
  for (const { target, typesOnly, line } of importsOf(text)) {
    if (!target.startsWith('.')) continue;
    const other = roomOf(normalize(join(dirname(file), target)));
    if (other === null || other === room) continue;
    if (room.mayImport.includes(other.name)) continue;
    if (typesOnly && room.mayImportTypes.includes(other.name)) continue;
    const what = typesOnly || !room.mayImportTypes.includes(other.name) ? 'import' : 'import more than types';
    breaches.push(`${file}:${line}: ${room.name} may not ${what} from ${other.name} (${target}).`);
  }
  return breaches;
}

function roomOf(file: string): Room | null {
  return rooms.find(({ folder }) => file.startsWith(`${folder}/`)) ?? null;
}

type Import = { readonly target: string; readonly typesOnly: boolean; readonly line: number };

/** Static imports, re-exports and dynamic imports with a literal. */
function importsOf(text: string): Import[] {
  const statement =
    /^\s*(import|export)\s+(type\s+)?([^'";]*?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  return [...text.matchAll(statement)].map((match) => ({
    target: match[4] ?? match[5] ?? '',
    typesOnly: match[2] !== undefined || hasOnlyTypes(match[3]),
    line: text.slice(0, match.index + match[0].search(/\S/)).split('\n').length,
  }));
}

/** `import { type A, type B } from …` */
function hasOnlyTypes(clause: string | undefined): boolean {
  const names = /^\{([^}]*)\}\s+from\s+$/.exec(clause ?? '')?.[1];
  if (names === undefined) return false;
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .every((name) => name.startsWith('type '));
}
