import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

/** A PDF object before it is written: pdfkit's PDFReference, as far as we use it. */
export type PdfReference = {
  readonly id: number;
  data: Record<string, unknown>;
  end(chunk?: string | Uint8Array): void;
  toString(): string;
};

/** What pdfkit 0.20 has and its types do not tell. */
type Internals = {
  _offset: number;
  _offsets: (number | null)[];
  _info: PdfReference;
  _root: PdfReference;
  _id: Uint8Array;
  _write(data: string | Uint8Array): void;
};

const plain = PDFDocument.prototype as unknown as Internals;

/** Objects in one object stream: few enough to unpack quickly, enough to compress well. */
const objectsInStream = 400;

/**
 * A pdfkit document that writes its small objects into compressed object streams and ends with a cross-reference
 * stream (ISO 32000-1, 7.5.7 and 7.5.8). pdfkit writes each object apart and in full; the tagged list of 16,000
 * calls has 160,000 of them, 18 MB, too much for a mail. In streams they take a fifth.
 *
 * NOTE: it stands in for two internal functions of pdfkit, whose version is therefore pinned. An object is written as
 * "7 0 obj", its body, and then either "stream" or "endobj".
 */
export class CompactDocument extends PDFDocument {
  #held: string[] = [];
  #bodies: string[] = [];
  #ids: number[] = [];
  #lengths = 0;
  /** By object number: the stream's number and the place in it, as one number to keep it small. */
  readonly #places: number[] = [];
  #stream = 0;

  get #inner(): Internals {
    return this as unknown as Internals;
  }

  _write(data: string | Uint8Array): void {
    // The constructor of pdfkit writes the file's head before this class has its fields.
    if (typeof data !== 'string' || !(#held in this)) {
      plain._write.call(this as unknown as Internals, data);
      return;
    }
    if (this.#held.length === 0) {
      if (/^\d+ 0 obj$/.test(data)) this.#held.push(data);
      else this.#through(data);
    } else if (this.#held.length === 1) {
      this.#held.push(data);
    } else if (data === 'endobj') {
      const [head = '', body = ''] = this.#held;
      this.#held = [];
      this.#pack(Number.parseInt(head, 10), body);
    } else {
      const held = this.#held;
      this.#held = [];
      for (const each of [...held, data]) this.#through(each);
    }
  }

  _finalize(): void {
    this.#endStream();
    const inner = this.#inner;
    const id = inner._offsets.length + 1;
    const start = inner._offset;
    const rows = Buffer.alloc((id + 1) * 7);
    rows.writeUInt16BE(65535, 5);
    for (let number = 1; number <= id; number += 1) {
      const place = this.#places[number];
      const row = number * 7;
      if (place !== undefined) {
        rows.writeUInt8(2, row);
        rows.writeUInt32BE(Math.floor(place / objectsInStream), row + 1);
        rows.writeUInt16BE(place % objectsInStream, row + 5);
      } else {
        rows.writeUInt8(1, row);
        rows.writeUInt32BE(number === id ? start : (inner._offsets[number - 1] ?? 0), row + 1);
      }
    }
    const data = deflateSync(rows);
    const hex = Buffer.from(inner._id).toString('hex');
    this.#through(
      `${id} 0 obj\n<< /Type /XRef /Size ${id + 1} /W [1 4 2] /Root ${inner._root} /Info ${inner._info} ` +
        `/ID [<${hex}> <${hex}>] /Filter /FlateDecode /Length ${data.length} >>\nstream`,
    );
    this.#through(data);
    this.#through(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF`);
    this.push(null);
  }

  #pack(id: number, body: string): void {
    if (this.#ids.length === 0) {
      this.#inner._offsets.push(null);
      this.#stream = this.#inner._offsets.length;
    }
    this.#places[id] = this.#stream * objectsInStream + this.#ids.length;
    this.#ids.push(id);
    this.#bodies.push(body);
    this.#lengths += body.length;
    if (this.#ids.length === objectsInStream || this.#lengths > 1_000_000) this.#endStream();
  }

  #endStream(): void {
    if (this.#ids.length === 0) return;
    let offset = 0;
    const heads: string[] = [];
    for (const [index, id] of this.#ids.entries()) {
      heads.push(`${id} ${offset}`);
      offset += (this.#bodies[index]?.length ?? 0) + 1;
    }
    const head = `${heads.join(' ')}\n`;
    // pdfkit keeps binary text one byte a character.
    const data = deflateSync(Buffer.from(`${head}${this.#bodies.join('\n')}\n`, 'latin1'));
    const inner = this.#inner;
    inner._offsets[this.#stream - 1] = inner._offset;
    this.#through(
      `${this.#stream} 0 obj\n<< /Type /ObjStm /N ${this.#ids.length} /First ${head.length} /Filter /FlateDecode ` +
        `/Length ${data.length} >>\nstream`,
    );
    this.#through(data);
    this.#through('\nendstream\nendobj');
    this.#ids = [];
    this.#bodies = [];
    this.#lengths = 0;
  }

  #through(data: string | Uint8Array): void {
    plain._write.call(this as unknown as Internals, data);
  }
}
