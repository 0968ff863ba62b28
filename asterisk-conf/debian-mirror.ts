import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Finds the Debian mirror that this machine already trusts, from its own apt sources, so that no registry is named by
 * us. Reads both forms: one line ("deb [options] URI suite components") and deb822 (".sources").
 * Null when there is none, as on a machine of another distribution.
 */
export const findDebianMirror = async (aptFolder = '/etc/apt'): Promise<string | null> => {
  const lists = join(aptFolder, 'sources.list.d');
  const names = (await readdir(lists).catch(() => [])).sort().map((name) => join(lists, name));
  for (const path of [join(aptFolder, 'sources.list'), ...names]) {
    const text = await readFile(path, 'utf8').catch(() => '');
    const mirror = path.endsWith('.sources') ? mirrorOfStanzas(text) : mirrorOfLines(text);
    if (mirror !== null) return mirror;
  }
  return null;
};

const debianSuites = new Set([
  'oldstable',
  'stable',
  'testing',
  'unstable',
  'bookworm',
  'trixie',
  'forky',
  'duke',
  'sid',
]);

/** Pure; exported for its tests. */
export const mirrorOfLines = (text: string): string | null => {
  for (const line of text.split('\n')) {
    const [, uri, suite = '', components = ''] =
      /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (uri !== undefined && isDebian([suite], components.split(/\s+/))) return uri;
  }
  return null;
};

/** Pure; exported for its tests. */
export const mirrorOfStanzas = (text: string): string | null => {
  for (const stanza of text.split(/\n\s*\n/)) {
    const fields = new Map<string, string[]>();
    for (const line of stanza.split('\n')) {
      const [, key, value] = /^([A-Za-z-]+):\s*(.*)$/.exec(line) ?? [];
      if (key !== undefined && value !== undefined) fields.set(key.toLowerCase(), value.trim().split(/\s+/));
    }
    const [uri] = fields.get('uris') ?? [];
    const off = fields.get('enabled')?.[0]?.toLowerCase() === 'no';
    const types = fields.get('types') ?? [];
    if (uri === undefined || off || !types.includes('deb')) continue;
    if (isDebian(fields.get('suites') ?? [], fields.get('components') ?? [])) return uri;
  }
  return null;
};

const isDebian = (suites: readonly string[], components: readonly string[]): boolean =>
  suites.some((suite) => debianSuites.has(suite)) && components.includes('main');
