import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Room, WebContext } from './context.ts';
import type { SignedInUser } from './may.ts';
import type { Messages } from './messages/sl.ts';
import { Layout } from './pages/layout.tsx';

/** What every page is given. */
export type PageFrame = {
  readonly m: Messages;
  readonly user: SignedInUser | null;
  readonly csrfToken: string;
  readonly path: string;
};

export const frameOf = (ctx: WebContext, { messages }: Room): PageFrame => ({
  m: messages,
  user: ctx.state.user ?? null,
  csrfToken: ctx.state.csrfToken ?? '',
  path: ctx.path,
});

export type PageOptions = {
  readonly title: string;
  /** Besides the one of every page. */
  readonly sheet?: 'schedule.css';
  readonly script?: 'wallboard.js' | 'console.js' | 'prompt-editor.js' | 'desk.js' | 'progress.js';
  /** Without script the page loads itself again. */
  readonly refreshSeconds?: number | null;
  /** The wallboard fills the screen and is dark. */
  readonly look?: 'page' | 'wallboard' | 'console';
  readonly status?: number;
};

/** Answers with a page. Nothing of it is kept by caches: it belongs to whoever is signed in. */
export function renderPage(ctx: WebContext, room: Room, options: PageOptions, content: VNode): void {
  const { status = 200, script, sheet, look = 'page', refreshSeconds = null, title } = options;
  ctx.status = status;
  ctx.type = 'text/html; charset=utf-8';
  ctx.set('Cache-Control', 'no-store');
  const page = (
    <Layout
      {...frameOf(ctx, room)}
      title={title}
      look={look}
      refreshSeconds={refreshSeconds}
      stylePath={room.assets.pathOf('style.css')}
      sheetPath={sheet === undefined ? null : room.assets.pathOf(sheet)}
      iconPath={room.assets.pathOf('icon.svg')}
      menuPath={room.assets.pathOf('menu.js')}
      scriptPath={script === undefined ? null : room.assets.pathOf(script)}
    >
      {content}
    </Layout>
  );
  ctx.body = `<!doctype html>${renderToString(page)}`;
}
