import Router from 'koa-router';
import { listPromptVersions } from '../../sql/prompts/list-prompt-versions.ts';
import type { Room, WebRouter, WebState } from '../context.ts';
import { PromptsPage } from '../pages/prompts-page.tsx';
import { frameOf, renderPage } from '../render.tsx';
import { allow } from './guard.ts';

/** What the line says, in all its versions (R1.9). */
export function promptsRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  router.get('/besedila', allow('seePrompts'), async (ctx) => {
    const versions = await listPromptVersions(room.db);
    const { messages } = room;
    renderPage(
      ctx,
      room,
      { title: messages.papers.promptsTitle },
      <PromptsPage {...frameOf(ctx, room)} versions={versions} />,
    );
  });
  return router;
}
