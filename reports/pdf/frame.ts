import { colours } from '../charts/theme.ts';
import { CompactDocument, type PdfReference } from './compact-document.ts';
import { Structure, type StructureNode } from './structure.ts';
import { fonts, page, styles, type TextStyle } from './type.ts';

export type FrameTexts = {
  /** The document's title, in its metadata. */
  readonly title: string;
  /** Left and right above the rule of every page but the first. */
  readonly headLeft: string;
  readonly headRight: string;
  readonly footLeft: string;
  readonly madeAt: Date;
};

export type Section = { readonly title: string; readonly destination: string; readonly pageNumber: number };

/**
 * The pages of a report: where the next block stands, heads and feet, sections with their bookmarks. Pages are kept
 * until `fixPageCount` knows how many there will be, since each says "stran 3 od 9"; from then on each is written as
 * soon as the next begins.
 */
export class Frame {
  readonly document: CompactDocument;
  readonly structure: Structure;
  readonly sections: Section[] = [];
  /** Where the next block goes in the structure. */
  parent: StructureNode;
  /** Where the next block goes on the page. */
  y: number = page.top;
  #texts: FrameTexts;
  #section: StructureNode | null = null;
  #pageNumber = 0;
  #pageCount: number | null = null;

  constructor(texts: FrameTexts) {
    this.#texts = texts;
    const options: PDFKit.PDFDocumentOptions = {
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      tagged: true,
      lang: 'sl-SI',
      pdfVersion: '1.7',
      displayTitle: true,
      info: { Title: texts.title, Author: texts.footLeft, CreationDate: texts.madeAt, Creator: 'UeNaročanje' },
    };
    // pdfkit's types name the PDF/A subsets only. Without a default font a registered one is opened once; one that is
    // the default too would be read again at each use.
    this.document = new CompactDocument(Object.assign(options, { subset: 'PDF/UA', font: null }));
    for (const [name, file] of Object.entries(fonts)) this.document.registerFont(name, file);
    this.structure = new Structure(this.document);
    this.parent = this.structure.root;
  }

  get pageNumber(): number {
    return this.#pageNumber;
  }

  addPage(): void {
    if (this.#pageCount !== null && this.#pageNumber > 0) this.#finishPage();
    this.document.addPage();
    this.#pageNumber += 1;
    this.y = page.top;
  }

  /** Goes to a new page when a block of this height has no room left on this one. */
  ensure(height: number): void {
    if (this.y + height > page.bottom) this.addPage();
  }

  /** A numbered part of the report with its bookmark, on a new page when `room` is more than what is left. */
  openSection(title: string, room: number): void {
    this.closeSection();
    if (this.#pageNumber === 0 || this.y + room > page.bottom) this.addPage();
    else if (this.y > page.top) this.y += 22;
    this.#section = this.structure.root.add('Sect', { title });
    this.parent = this.#section;
    const destination = `poglavje-${this.sections.length + 1}`;
    this.sections.push({ title, destination, pageNumber: this.#pageNumber });
    this.document.outline.addItem(title);
    this.document.addNamedDestination(destination, 'XYZ', page.left, this.y - 8, null);
    this.text('H2', title, styles.section);
    this.structure.artifact('Layout', () => {
      this.document
        .moveTo(page.left, this.y + 4)
        .lineTo(page.right, this.y + 4)
        .lineWidth(1.2)
        .stroke(colours.brand);
    });
    this.y += 16;
  }

  closeSection(): void {
    this.#section?.close();
    this.#section = null;
    this.parent = this.structure.root;
  }

  /** A whole block of text at `y`, moving it on. */
  text(
    type: 'H1' | 'H2' | 'H3' | 'P' | 'Caption',
    text: string,
    style: TextStyle,
    parent: StructureNode = this.parent,
  ): void {
    const height = this.heightOf(text, style);
    this.ensure(height);
    const node = parent.add(type);
    node.content(() => this.write(text, page.left, this.y, page.right - page.left, style));
    node.close();
    this.y += height;
  }

  /** Text in a box of a width; no structure of its own. */
  write(
    text: string,
    x: number,
    y: number,
    width: number,
    style: TextStyle,
    align: 'left' | 'right' | 'center' = 'left',
  ): void {
    this.document
      .font(style.font)
      .fontSize(style.size)
      .fillColor(style.colour)
      .text(text, x, y, { width, align, lineGap: style.lineGap ?? 0 });
  }

  heightOf(text: string, style: TextStyle, width: number = page.right - page.left): number {
    return this.document
      .font(style.font)
      .fontSize(style.size)
      .heightOfString(text, { width, lineGap: style.lineGap ?? 0 });
  }

  widthOf(text: string, style: TextStyle): number {
    return this.document.font(style.font).fontSize(style.size).widthOfString(text);
  }

  /** A link on the current page to a section, as content of `node`. */
  link(node: StructureNode, section: Section, x: number, y: number, width: number, height: number): void {
    const inner = this.document as unknown as { ref(data: unknown): PdfReference };
    const annotation = inner.ref({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [x, page.height - y - height, x + width, page.height - y],
      Border: [0, 0, 0],
      F: 4,
      Dest: new String(section.destination),
      Contents: new String(`${section.title}, stran ${section.pageNumber}`),
    });
    (this.document.page as unknown as { annotations: PdfReference[] }).annotations.push(annotation);
    node.annotation(annotation);
    annotation.end();
  }

  /** From here on the number of pages is certain: all pages so far but the current one are finished and written. */
  fixPageCount(count: number): void {
    this.#pageCount = count;
    for (let number = 1; number < this.#pageNumber; number += 1) {
      this.document.switchToPage(number - 1);
      this.#drawRunning(number);
    }
    this.document.switchToPage(this.#pageNumber - 1);
    this.document.options.bufferPages = false;
  }

  /** Ends the document. Throws when the pages are not as many as was said. */
  finish(): void {
    this.closeSection();
    if (this.#pageCount === null) this.fixPageCount(this.#pageNumber);
    this.#drawRunning(this.#pageNumber);
    if (this.#pageNumber !== this.#pageCount) {
      throw new Error(`The report has ${this.#pageNumber} pages, but says ${this.#pageCount}.`);
    }
    this.structure.root.close();
    this.document.flushPages();
    this.structure.releasePages();
    this.document.end();
  }

  #finishPage(): void {
    this.#drawRunning(this.#pageNumber);
    this.document.flushPages();
    this.structure.releasePages();
  }

  #drawRunning(number: number): void {
    if (number === 1) return;
    this.structure.artifact('Pagination', () => {
      const { headLeft, headRight, footLeft } = this.#texts;
      const half = (page.right - page.left) / 2;
      this.write(headLeft, page.left, 42, half + 90, styles.running);
      this.write(headRight, page.left + half, 42, half, styles.running, 'right');
      this.document.moveTo(page.left, 56).lineTo(page.right, 56).lineWidth(0.5).stroke(colours.rule);
      this.write(footLeft, page.left, 800, half + 90, styles.running);
      this.write(`stran ${number} od ${this.#pageCount}`, page.left + half, 800, half, styles.running, 'right');
    });
  }
}
