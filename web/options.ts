import type { Logger } from 'pino';

/** What the web is started with; settings are read and checked by main. */
export type WebOptions = {
  readonly databaseUrl: string;
  /** The engine's one door: "ws://127.0.0.1:8070/door". Of several engines one leads, and only its door is open. */
  readonly door: { readonly url: string; readonly otherUrls?: readonly string[]; readonly token: string };
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** How people reach us. Its scheme decides whether cookies are secure and whether HSTS is sent. */
  readonly publicUrl: string;
  readonly recording: { readonly folder: string; readonly keyFile: string };
  /** Our own, made when missing: prompts as they are listened to here. What is lost of it is spoken again. */
  readonly promptSoundsFolder: string;
  /**
   * Signs cookies and tokens and seals second factors; 32 characters and more. Another one signs everybody out, and
   * second factors have to be set up again (admin: user factor).
   */
  readonly sessionSecret: string;
  readonly mail: { readonly smtpUrl: string | null; readonly from: string; readonly reportsTo: readonly string[] };
  readonly log: Logger;
  /** True only behind a reverse proxy that adds to X-Forwarded-For itself; else anybody could choose their address. */
  readonly proxy?: boolean;
  /** Lets a collector from elsewhere read /metrike with "Authorization: Bearer TOKEN". */
  readonly metricsToken?: string | null;
};
