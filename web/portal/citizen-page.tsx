import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { usableSetting } from '../../sql/settings/read-setting.ts';
import type { Room, WebContext } from '../context.ts';
import type { CitizenMessages } from '../messages/citizen.ts';
import { citizenMessages } from '../messages/citizen.ts';
import type { CitizenTime } from '../present/citizen-time.ts';
import { citizenTime } from '../present/citizen-time.ts';
import { presentNumber } from '../present/phone-number.ts';
import { lineForMany } from './asked-by-many.ts';
import type { CitizenLanguage } from './language.ts';
import { pathIn, splitPath } from './language.ts';
import { CitizenLayout } from './pages/citizen-layout.tsx';

/** What a citizen's page is made with: its language decides words, dates and addresses. */
export type CitizenFrame = {
  readonly language: CitizenLanguage;
  readonly m: CitizenMessages;
  readonly time: CitizenTime;
  /** An address of ours in this language. */
  readonly to: (path: string) => string;
};

export function frameIn(language: CitizenLanguage): CitizenFrame {
  return {
    language,
    m: citizenMessages[language],
    time: citizenTime(language),
    to: (path) => pathIn(language, path),
  };
}

export type CitizenPageOptions = {
  readonly title: string;
  readonly status?: number;
  /** Pages that everybody sees alike may be found by search engines; those of one person may not. */
  readonly forEverybody?: boolean;
  /** Nothing of the database: for the page that says it is away. */
  readonly withoutDatabase?: boolean;
  /** The setting of the line as it stands in the database, when it was read with the rest of the page; null: none. */
  readonly line?: unknown;
};

/** Answers with a page in the language of the address. */
export async function renderCitizenPage(
  ctx: WebContext,
  room: Room,
  options: CitizenPageOptions,
  content: VNode | ComponentChildren,
): Promise<void> {
  const { language, rest } = splitPath(ctx.path);
  const frame = frameIn(language);
  const number = options.withoutDatabase === true ? null : await numberOf(room, options.line);
  ctx.status = options.status ?? 200;
  ctx.type = 'text/html; charset=utf-8';
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Content-Language', language);
  const page = (
    <CitizenLayout
      {...frame}
      title={options.title}
      path={rest}
      query={ctx.querystring}
      origin={room.publicUrl.origin}
      forEverybody={options.forEverybody ?? false}
      number={number}
      stylePath={room.assets.pathOf('citizen.css')}
      iconPath={room.assets.pathOf('icon.svg')}
      scriptPath={room.assets.pathOf('citizen.js')}
    >
      {content}
    </CitizenLayout>
  );
  ctx.body = `<!doctype html>${renderToString(page)}`;
}

/** The number of the call centre as people write it; null before the line is configured. */
async function numberOf({ db }: Room, line: unknown): Promise<string | null> {
  const setting = line === undefined ? await lineForMany(db, null) : line === null ? null : usableSetting('line', line);
  return setting === null ? null : presentNumber(setting.number);
}
