import type { CompactDocument, PdfReference } from './compact-document.ts';

/** The standard structure types that we use (ISO 32000-1, 14.8.4). */
export type StructureType =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Lbl'
  | 'TOC'
  | 'TOCI'
  | 'Link'
  | 'Reference'
  | 'Figure'
  | 'Caption'
  | 'Table'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Note'
  | 'Span';

export type StructureAttributes = {
  /** What a screen reader says instead of the picture. */
  readonly alt?: string;
  readonly title?: string;
  readonly scope?: 'Column' | 'Row';
  readonly columnSpan?: number;
  /** Left, top, right, bottom in points from the page's upper left. */
  readonly box?: readonly [number, number, number, number];
};

/** What pdfkit 0.20 has for tagged PDF and its types do not tell. */
type Markings = {
  readonly page: { readonly dictionary: PdfReference; readonly height: number; readonly structParentTreeKey: number };
  ref(data: unknown): PdfReference;
  addContent(text: string): void;
  markContent(tag: string, options?: Record<string, unknown>): void;
  endMarkedContent(): void;
  getStructTreeRoot(): PdfReference;
  getStructParentTree(): {
    get(key: number): (PdfReference | null)[] | PdfReference;
    add(key: number, value: unknown): void;
  };
  createStructParentTreeNextKey(): number;
};

/**
 * The structure tree of a tagged PDF, through pdfkit's parent tree. pdfkit's own elements keep closures and children
 * until the end of the document; these write an element as soon as it is closed and keep only its number, since the
 * list of a month's calls has hundreds of thousands of them.
 */
export class Structure {
  readonly root: StructureNode;
  readonly #document: Markings;
  readonly #pages = new Set<number>();

  constructor(document: CompactDocument) {
    this.#document = document as unknown as Markings;
    const treeRoot = this.#document.getStructTreeRoot();
    this.root = new StructureNode(this, this.#document, treeRoot, 'Document', {});
    treeRoot.data.K = [this.root.reference];
  }

  /** Content that is not read out: rules, page numbers, repeated heads. */
  artifact(type: 'Pagination' | 'Layout', draw: () => void): void {
    this.#document.markContent('Artifact', { type });
    draw();
    this.#document.endMarkedContent();
  }

  /** The current page's next content number; the caller says which element it belongs to. */
  nextContentId(owner: PdfReference): number {
    const key = this.#document.page.structParentTreeKey;
    this.#pages.add(key);
    const owners = this.#document.getStructParentTree().get(key) as (PdfReference | null)[];
    owners.push(owner);
    return owners.length - 1;
  }

  /** Writes what the finished pages' parent tree holds, so that it need not be kept. Call it after flushing pages. */
  releasePages(): void {
    const tree = this.#document.getStructParentTree();
    for (const key of this.#pages) {
      const owners = this.#document.ref(tree.get(key));
      owners.end();
      // Only its number is needed from here on, not the elements that it names.
      owners.data = {};
      tree.add(key, owners);
    }
    this.#pages.clear();
  }
}

type Child = PdfReference | number | Record<string, unknown>;

/** An open element. Children and content come in reading order; `close` writes it. */
export class StructureNode {
  readonly reference: PdfReference;
  readonly #structure: Structure;
  readonly #document: Markings;
  readonly #type: StructureType;
  readonly #children: Child[] = [];
  #closed = false;

  constructor(
    structure: Structure,
    document: Markings,
    parent: PdfReference,
    type: StructureType,
    attributes: StructureAttributes,
  ) {
    this.#structure = structure;
    this.#document = document;
    this.#type = type;
    this.reference = document.ref({ S: type, P: parent, ...this.#attributes(attributes) });
  }

  add(type: StructureType, attributes: StructureAttributes = {}): StructureNode {
    const node = new StructureNode(this.#structure, this.#document, this.reference, type, attributes);
    this.#children.push(node.reference);
    return node;
  }

  /** Marks what `draw` draws as content of this element. It must stay on one page. */
  content(draw: () => void): this {
    const id = this.contentId();
    this.#document.markContent(this.#type, { mcid: id });
    draw();
    this.#document.endMarkedContent();
    return this;
  }

  /** For those who write the marks themselves: `/TD <</MCID 7>> BDC … EMC`. */
  contentId(): number {
    const id = this.#structure.nextContentId(this.reference);
    const page = this.#document.page.dictionary;
    this.reference.data.Pg ??= page;
    this.#children.push(this.reference.data.Pg === page ? id : { Type: 'MCR', Pg: page, MCID: id });
    return id;
  }

  /** An annotation on the current page that belongs to this element. */
  annotation(reference: PdfReference): void {
    const key = this.#document.createStructParentTreeNextKey();
    this.#document.getStructParentTree().add(key, this.reference);
    reference.data.StructParent = key;
    this.#children.push({ Type: 'OBJR', Obj: reference, Pg: this.#document.page.dictionary });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const { data } = this.reference;
    data.K = this.#children;
    this.reference.end();
    // What is written need not be kept: the parent tree holds the reference for its number only.
    this.reference.data = {};
    this.#children.length = 0;
  }

  #attributes({ alt, title, scope, columnSpan, box }: StructureAttributes): Record<string, unknown> {
    const data: Record<string, unknown> = {};
    // pdfkit writes String objects as PDF strings and plain strings as names.
    if (alt !== undefined) data.Alt = new String(alt);
    if (title !== undefined) data.T = new String(title);
    if (box) {
      const { height } = this.#document.page;
      data.A = { O: 'Layout', Placement: 'Block', BBox: [box[0], height - box[3], box[2], height - box[1]] };
    }
    if (scope !== undefined || columnSpan !== undefined) {
      const table: Record<string, unknown> = { O: 'Table' };
      if (scope !== undefined) table.Scope = scope;
      if (columnSpan !== undefined) table.ColSpan = columnSpan;
      data.A = table;
    }
    return data;
  }
}
