/** What a message says, before it becomes plain text or HTML. */
export type Span = { readonly text: string; readonly href?: string };

export type Block =
  | { readonly type: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly type: 'list'; readonly heading: string; readonly items: readonly string[] }
  | { readonly type: 'links'; readonly links: readonly { readonly label: string; readonly url: string }[] };

/** As plain text: who reads mail without HTML misses nothing. */
export function toText(blocks: readonly Block[]): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.spans.map(spanText).join('');
    case 'heading':
      return `${block.text}\n${'-'.repeat(Math.min(60, block.text.length))}`;
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n');
    case 'list':
      return [`${block.heading}:`, ...block.items.map((item) => `- ${item}`)].join('\n');
    case 'links':
      return block.links.map(({ label, url }) => `${label}:\n${url}`).join('\n');
  }
}

const spanText = ({ text, href }: Span): string => (href === undefined || href === text ? text : `${text}: ${href}`);

/** As a whole HTML document: no picture, no style sheet or font from elsewhere, readable without any style. */
export function toHtml(blocks: readonly Block[], { title, language }: { title: string; language: string }): string {
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>`,
    '<body style="margin:0;padding:24px;background:#ffffff;color:#1b1b1b;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">',
    '<main style="display:block;max-width:40em">',
    `<h1 style="font-size:20px;margin:0 0 16px">${escapeHtml(title)}</h1>`,
    ...blocks.map(blockHtml),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const linkStyle = 'color:#0b4f9e;text-decoration:underline';

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return `<p style="margin:0 0 16px">${block.spans.map(spanHtml).join('')}</p>`;
    case 'heading':
      return `<h2 style="font-size:17px;margin:24px 0 8px">${escapeHtml(block.text)}</h2>`;
    case 'facts':
      return `<table style="border-collapse:collapse;margin:0 0 16px">${block.rows
        .map(
          ([label, value]) =>
            `<tr><th scope="row" style="text-align:left;vertical-align:top;padding:2px 16px 2px 0">${escapeHtml(label)}</th><td style="vertical-align:top;padding:2px 0">${escapeHtml(value)}</td></tr>`,
        )
        .join('')}</table>`;
    case 'list':
      return `<p style="margin:0 0 4px"><strong>${escapeHtml(block.heading)}</strong></p><ul style="margin:0 0 16px;padding-left:24px">${block.items
        .map((item) => `<li>${escapeHtml(item)}</li>`)
        .join('')}</ul>`;
    case 'links':
      return `<ul style="margin:0 0 16px;padding-left:24px">${block.links
        .map(({ label, url }) => `<li style="padding:4px 0">${anchor(label, url)}</li>`)
        .join('')}</ul>`;
  }
}

function spanHtml({ text, href }: Span): string {
  return href === undefined ? escapeHtml(text).replaceAll('\n', '<br>') : anchor(text, href);
}

/** Only addresses of the web become links; whatever else stands there is shown as it is. */
function anchor(label: string, url: string): string {
  if (!/^https?:\/\//.test(url)) return escapeHtml(label === url ? label : `${label}: ${url}`);
  return `<a href="${escapeHtml(url)}" style="${linkStyle}">${escapeHtml(label)}</a>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
