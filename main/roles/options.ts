import { z } from 'zod';

/** What the supervisor tells each role at its start, and what the roles tell back. All of it passes as JSON. */

const listener = z.object({ host: z.string(), port: z.number() });
const ari = z.object({ url: z.string(), user: z.string(), password: z.string() });
const recording = z.object({ folder: z.string(), keyFile: z.string() });

export const databaseOptionsSchema = z.object({ folder: z.string(), port: z.number(), password: z.string() });
export type DatabaseOptions = z.infer<typeof databaseOptionsSchema>;
export const databaseDetailsSchema = z.object({ url: z.string() });
export type DatabaseDetails = z.infer<typeof databaseDetailsSchema>;

export const asteriskOptionsSchema = z.object({
  databaseUrl: z.string(),
  cacheFolder: z.string(),
  dataFolder: z.string(),
  sip: listener,
  sipTls: z.object({ port: z.number(), certificateFile: z.string(), privateKeyFile: z.string() }).nullable(),
  queueAfterSeconds: z.number(),
  sipBans: z.object({ after: z.number(), minutes: z.number(), never: z.array(z.string()) }),
  rtp: z.object({ from: z.number(), to: z.number() }),
  httpPort: z.number(),
  ariUser: z.string(),
  ariPassword: z.string(),
  trunk: z.object({
    addresses: z.array(z.string()),
    registration: z.object({ host: z.string(), port: z.number(), user: z.string(), password: z.string() }).nullable(),
    outbound: z.object({ host: z.string(), port: z.number() }).nullable(),
  }),
});
export type AsteriskOptions = z.infer<typeof asteriskOptionsSchema>;
export const asteriskDetailsSchema = z.object({
  ari,
  sip: listener,
  soundsFolder: z.string(),
  soundUriPrefix: z.string(),
  recordingFolder: z.string(),
});
export type AsteriskDetails = z.infer<typeof asteriskDetailsSchema>;

export const engineOptionsSchema = z.object({
  databaseUrl: z.string(),
  ari,
  sounds: z.object({ folder: z.string(), uriPrefix: z.string() }),
  recording: recording.extend({ spoolFolder: z.string() }),
  dataFolder: z.string(),
  door: listener.extend({ token: z.string() }),
  metrics: listener,
  /** Of our own Asterisk, and whether calls go out by them; absent: an operator's own. */
  trunks: z.array(z.object({ name: z.string(), dials: z.boolean() })).exactOptional(),
  /** Of our own Asterisk, for audio; absent: an operator's own. */
  audioPorts: z.object({ from: z.number(), to: z.number() }).exactOptional(),
  /** How callers are served by keys from the calendar; absent: they are not. */
  selfService: z.object({ publicUrl: z.string(), sessionSecret: z.string() }).exactOptional(),
  /** It has another one beside it: whichever does not lead stands by. */
  hasOther: z.boolean().exactOptional(),
});
export type EngineRoleOptions = z.infer<typeof engineOptionsSchema>;

export const webOptionsSchema = z.object({
  databaseUrl: z.string(),
  door: z.object({ url: z.string(), otherUrls: z.array(z.string()).exactOptional(), token: z.string() }),
  host: z.string(),
  port: z.number(),
  publicUrl: z.string(),
  /** A proxy in front of it says who asks. */
  proxy: z.boolean().exactOptional(),
  recording,
  promptSoundsFolder: z.string(),
  sessionSecret: z.string(),
  mail: z.object({ smtpUrl: z.string().nullable(), from: z.string(), reportsTo: z.array(z.string()) }),
});
export type WebRoleOptions = z.infer<typeof webOptionsSchema>;

const smsSchema = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('smpp'),
    account: z.object({
      host: z.string(),
      port: z.number(),
      tls: z.boolean(),
      systemId: z.string(),
      password: z.string(),
    }),
    from: z.string(),
  }),
  z.object({
    by: z.literal('http'),
    url: z.string(),
    body: z.string().nullable(),
    authorization: z.string().nullable(),
    from: z.string(),
  }),
]);

export const messagesOptionsSchema = z.object({
  databaseUrl: z.string(),
  smtpUrl: z.string().nullable(),
  sms: smsSchema.nullable(),
  sender: z.object({ name: z.string(), email: z.string() }),
});
export type MessagesRoleOptions = z.infer<typeof messagesOptionsSchema>;
