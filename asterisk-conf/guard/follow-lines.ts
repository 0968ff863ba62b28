import { type FileHandle, open, stat } from 'node:fs/promises';

const chunkBytes = 64 * 1024;
/** A line longer than this is cut: nobody may fill our memory with one. */
const longestLine = 16 * 1024;

/** Reads a growing log from its present end on, over its rotations: each line once, in order. */
export class LineFollower {
  readonly #path: string;
  readonly #onLine: (line: string) => void;
  #file: FileHandle | null = null;
  #position = 0;
  #rest = '';
  #reading: Promise<void> | null = null;
  #again = false;
  #closed = false;

  private constructor(path: string, onLine: (line: string) => void) {
    this.#path = path;
    this.#onLine = onLine;
  }

  static async open(path: string, onLine: (line: string) => void): Promise<LineFollower> {
    const follower = new LineFollower(path, onLine);
    follower.#file = await openIfThere(path);
    follower.#position = (await follower.#file?.stat())?.size ?? 0;
    return follower;
  }

  /** To be called when the file may have grown or another may have taken its name; resolves when it has been read. */
  async grew(): Promise<void> {
    if (this.#reading !== null) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#readAll();
    try {
      await this.#reading;
    } finally {
      this.#reading = null;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    // Whoever began the reading was told how it failed; here only its end counts.
    await this.#reading?.catch(() => undefined);
    await this.#file?.close();
    this.#file = null;
  }

  async #readAll(): Promise<void> {
    do {
      this.#again = false;
      await this.#readToEnd();
      if (await this.#wasReplaced()) {
        // What was written until the name changed is read; the new file is read from its beginning.
        await this.#readToEnd();
        await this.#file?.close();
        this.#file = await openIfThere(this.#path);
        this.#position = 0;
        this.#rest = '';
        this.#again = this.#file !== null;
      }
    } while (this.#again && !this.#closed);
  }

  async #readToEnd(): Promise<void> {
    const buffer = Buffer.alloc(chunkBytes);
    while (this.#file !== null && !this.#closed) {
      const { bytesRead } = await this.#file.read(buffer, 0, chunkBytes, this.#position);
      if (bytesRead === 0) return;
      this.#position += bytesRead;
      // latin1 keeps every byte a character, so that a letter cut in two does no harm; what is read is ASCII.
      const lines = (this.#rest + buffer.toString('latin1', 0, bytesRead)).split('\n');
      this.#rest = (lines.pop() ?? '').slice(0, longestLine);
      for (const line of lines) this.#onLine(line);
    }
  }

  async #wasReplaced(): Promise<boolean> {
    // Between the old file and the new one there may be none for a moment.
    const named = await stat(this.#path).catch(() => null);
    if (named === null) return false;
    if (this.#file === null) return true;
    return named.ino !== (await this.#file.stat()).ino;
  }
}

const openIfThere = (path: string): Promise<FileHandle | null> =>
  open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
