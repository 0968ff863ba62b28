import Router from 'koa-router';
import { promptKeys } from '../../prompts/catalogue.ts';
import { listUsers } from '../../sql/people/read-user.ts';
import { listPromptVersions } from '../../sql/prompts/list-prompt-versions.ts';
import type { Room, WebRouter, WebState } from '../context.ts';
import { may } from '../may.ts';
import { PromptsPage } from '../pages/prompts-page.tsx';
import { isWorkable } from '../prompts/approval-of.ts';
import { readPromptLine } from '../prompts/read-prompt-line.ts';
import { frameOf, renderPage } from '../render.tsx';
import { allow, userOf } from './guard.ts';

/** What the line says (R1.9). */
export function promptsRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  router.get('/besedila', allow('seePrompts'), async (ctx) => {
    const { db, messages } = room;
    const [versions, users, line] = await Promise.all([listPromptVersions(db), listUsers(db), readPromptLine(db)]);
    const missing = line.uses.filter(({ prompt, language }) => line.approved[language][prompt] === undefined);
    renderPage(
      ctx,
      room,
      { title: messages.prompts.title },
      <PromptsPage
        {...frameOf(ctx, room)}
        versions={versions.filter(isWorkable)}
        missing={missing.toSorted((one, other) => promptKeys.indexOf(one.prompt) - promptKeys.indexOf(other.prompt))}
        nameOf={(id) => users.find((user) => user.id === id)?.name ?? messages.none}
        mayWrite={may(userOf(ctx), 'writePrompts')}
      />,
    );
  });
  return router;
}
