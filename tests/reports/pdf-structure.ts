import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type Tag = { readonly role: string; readonly alt: string | null; readonly children: readonly Tag[] };

/** Opens a PDF with Mozilla's reader, a second opinion beside poppler. */
export async function withDocument<T>(pdf: Uint8Array, work: (document: PDFDocumentProxy) => Promise<T>): Promise<T> {
  const task = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 });
  try {
    return await work(await task.promise);
  } finally {
    await task.destroy();
  }
}

type Node = { role?: string; alt?: string; children?: Node[] };

/** The structure that assistive technology finds on a page. */
export async function tagsOf(document: PDFDocumentProxy, page: number): Promise<Tag> {
  const tree = (await (await document.getPage(page)).getStructTree()) as Node | null;
  if (!tree) throw new Error(`Page ${page} has no structure.`);
  return tag(tree);
}

function tag({ role = '', alt, children = [] }: Node): Tag {
  return {
    role,
    alt: alt ?? null,
    children: children.filter((child) => child.role !== undefined).map(tag),
  };
}

export function allTags(root: Tag): Tag[] {
  return [root, ...root.children.flatMap(allTags)];
}

/** Texts on a page that belong to no element and are not marked as artifacts: what a screen reader would stumble over. */
export async function untaggedTexts(document: PDFDocumentProxy, page: number): Promise<string[]> {
  const content = await (await document.getPage(page)).getTextContent({ includeMarkedContent: true });
  const untagged: string[] = [];
  let depth = 0;
  for (const item of content.items) {
    if ('str' in item) {
      if (depth === 0 && item.str.trim() !== '') untagged.push(item.str);
    } else if (item.type === 'endMarkedContent') {
      depth -= 1;
    } else {
      depth += 1;
    }
  }
  return untagged;
}
