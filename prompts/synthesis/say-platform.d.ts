/** The part of say 0.16 that a platform of one's own builds on; the package has types for its own platforms only. */
declare module 'say/platform/base.js' {
  import type { ChildProcess, SpawnOptions } from 'node:child_process';

  type Command = {
    readonly command: string;
    readonly args: readonly string[];
    readonly pipedData: string;
    readonly options: SpawnOptions;
  };

  export default class SayPlatformBase {
    /** The speaking process, from export() on until it ends. */
    protected child: ChildProcess | null;
    /** Words a minute at speed 1. */
    protected baseSpeed: number;
    export(
      text: string,
      voice: string | null,
      speed: number | null,
      filename: string,
      callback: (error: unknown) => void,
    ): void;
    protected convertSpeed(speed: number): number;
  }
}
