import type { Room, WebContext } from '../context.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { noProblems, type Problems, type Typed } from '../locations/typed.ts';
import { frameOf, renderPage } from '../render.tsx';
import { ExceptionPage } from './exception-page.tsx';
import type { ScopeView } from './scope-view.ts';

type Shown = {
  readonly title: string;
  /** Where the form goes. */
  readonly action: string;
  readonly typed: Typed;
  readonly problems?: Problems;
  readonly notice?: DoneNotice | null;
  readonly status?: number;
};

/** The form of an exception: a new one, one that stands, or one that was previewed and is written again. */
export function showException(ctx: WebContext, room: Room, view: ScopeView, shown: Shown): void {
  const { title, action, typed, problems = noProblems, notice = null, status = 200 } = shown;
  renderPage(
    ctx,
    room,
    { title, status },
    <ExceptionPage
      {...frameOf(ctx, room)}
      title={title}
      view={view}
      action={action}
      notice={notice}
      typed={typed}
      problems={problems}
    />,
  );
}
