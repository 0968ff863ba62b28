/** pino-roll 4 ships no types; this is what we use of it. */
declare module 'pino-roll' {
  import type { Writable } from 'node:stream';

  export default function roll(options: {
    readonly file: string;
    readonly extension: string;
    readonly size: string;
    readonly limit: { readonly count: number };
    readonly sync: boolean;
    /** Lines beyond so many bytes that wait are dropped. */
    readonly maxLength: number;
  }): Promise<Writable & { write(line: string): boolean }>;
}
