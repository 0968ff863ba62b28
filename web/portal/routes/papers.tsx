import Router from 'koa-router';
import type { Room, WebRouter, WebState } from '../../context.ts';
import { paperInForce, privacyVersion } from '../../papers/paper-in-force.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import type { CitizenLanguage } from '../language.ts';
import { PaperPage } from '../pages/paper-page.tsx';

const papers = { '/pomoc': 'help', '/dostopnost': 'accessibility', '/zasebnost': 'privacy' } as const;

/** Help, statement of accessibility and privacy notice (R4.4, R4.6). */
export function paperRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const { m, to } = frameIn(language);
  for (const [path, name] of Object.entries(papers)) {
    router.get(to(path), async (ctx) => {
      const paper = await paperInForce(room.db, { name, language });
      const version = name === 'privacy' ? m.papers.version(await privacyVersion(room.db)) : null;
      await renderCitizenPage(
        ctx,
        room,
        { title: paper.title, forEverybody: true },
        <PaperPage paper={paper} version={version} />,
      );
    });
  }
  return router;
}
