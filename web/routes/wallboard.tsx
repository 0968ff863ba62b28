import Router from 'koa-router';
import { readConsoleChoices } from '../../sql/web/read-console-choices.ts';
import type { Room, WebRouter, WebState } from '../context.ts';
import type { WallboardIsland } from '../islands/wallboard.tsx';
import type { LiveWallboard } from '../live/live-state.ts';
import { may } from '../may.ts';
import { renderPage } from '../render.tsx';
import { Board } from '../wallboard/board.tsx';
import { allow, userOf } from './guard.ts';

/** A busy line changes a hundred times a second; eyes do not. */
const everyMs = 250;
const refreshSeconds = 10;

export function wallboardRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  router.get('/stena', allow('seeWallboard'), async (ctx) => {
    const { pauseReasons } = await readConsoleChoices(room.db);
    const island: WallboardIsland = {
      live: liveWallboard(room),
      mayOverrideLine: may(userOf(ctx), 'overrideLine'),
      reasonNames: {
        ...Object.fromEntries(pauseReasons.map((reason) => [reason.key, reason.name])),
        ...room.messages.engineReasons,
      },
    };
    renderPage(
      ctx,
      room,
      { title: room.messages.wallboard.title, script: 'wallboard.js', look: 'wallboard', refreshSeconds },
      <>
        <div id="stena" data-island={JSON.stringify(island)}>
          <Board m={room.messages} now={island.live.now} {...island} />
        </div>
        <p id="oznanilo" class="visually-hidden" aria-live="polite" />
      </>,
    );
  });
  router.get('/stena/dogodki', allow('seeWallboard'), (ctx) => {
    room.streams.open<LiveWallboard>(ctx, {
      read: () => liveWallboard(room),
      watch: (changed) => room.door.watchWallboard(changed),
      everyMs,
    });
  });
  return router;
}

function liveWallboard({ door }: Room): LiveWallboard {
  return {
    now: Date.now(),
    door: door.state(),
    asteriskLostSince: door.asteriskLostSince(),
    view: door.wallboard(),
  };
}
