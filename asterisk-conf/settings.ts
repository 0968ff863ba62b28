/**
 * What decides Asterisk's configuration. Everything here may come from a database or an operator's setting, so every
 * value is checked before it is written into a file (checked-value.ts).
 */
export type AsteriskSettings = {
  /** The machine's own name; it must resolve without a name server, or each call stalls for five seconds. */
  readonly hostname: string;
  readonly sip: SipSettings;
  /** UDP ports for audio, both inclusive. Instances side by side may share a range: a taken port is passed over. */
  readonly rtp: { readonly from: number; readonly to: number };
  /** Where ARI listens; keep it on loopback, it is not encrypted. Port 0: startAsterisk picks a free one. */
  readonly http: { readonly host: string; readonly port: number };
  readonly ariUser: string;
  readonly ariPassword: string;
  /** The engine's name as a Stasis application. */
  readonly application: string;
  /** The one dedicated number, E.164 without "+", and every other way of dialling it; none is made of another here. */
  readonly number: string;
  readonly aliases: readonly string[];
  readonly trunks: readonly TrunkSettings[];
  readonly phones: readonly PhoneSettings[];
  /** The sound in the sounds folder, without extension, that callers hear while there is no engine; null: music only. */
  readonly waitPrompt: string | null;
  /** A folder of music as Asterisk sees it; null: the music that came with Asterisk. */
  readonly musicFolder: string | null;
  readonly withoutEngine: WithoutEngineSettings;
  /**
   * Asterisk's own record of calls (templates/cdr.ts), the second witness of tests. It stays off where people call: our
   * record has all that is in it, it would keep callers' numbers beyond their time (R9.3), and it costs a millisecond of
   * processor a call.
   */
  readonly callRecords: boolean;
  /** Asterisk's own figures for Prometheus under /metrics of the ARI listener. */
  readonly prometheus: boolean;
  /** A REFER of an agent's phone goes to the engine; absent: none is taken. startAsterisk decides it by the version. */
  readonly refer?: boolean;
};

export type SipSettings = {
  /** The address to listen on. */
  readonly host: string;
  /** UDP and TCP. Port 0: startAsterisk picks a free one. */
  readonly port: number;
  /** Null: no TLS. Port 0: startAsterisk picks a free one. */
  readonly tlsPort: number | null;
  readonly certificate: { readonly certificateFile: string; readonly privateKeyFile: string } | null;
};

/** Whoever calls from these addresses is the trunk and needs no password. Addresses: "192.0.2.1" or "192.0.2.0/28". */
export type TrunkSettings = {
  readonly name: string;
  /** May be empty with a registration, whose address is the trunk's in any case. */
  readonly addresses: readonly string[];
  /** Absent: the telephone company knows our address. */
  readonly registration?: TrunkRegistration;
  /** Where our own calls go: an IP address, for the same reason as a registration's. Absent: nothing can be dialled. */
  readonly outbound?: { readonly address: string; readonly port: number };
};

/** A telephone company that wants us to register: it then sends the calls of our number to where we are. */
export type TrunkRegistration = {
  /** As the company names its server: "sip.example.si" or an address. */
  readonly host: string;
  readonly port: number;
  /** The server's IP address: Asterisk asks no name server (a call would wait for it), so whoever starts it does. */
  readonly address: string;
  readonly user: string;
  readonly password: string;
};

/** A company may call from other machines than the one that we register at: all of them are the trunk. */
export const trunkNetworks = ({ addresses, registration }: TrunkSettings): readonly string[] =>
  registration === undefined ? addresses : [...new Set([registration.address, ...addresses])];

export type PhoneSettings = {
  /** Digits only: "101". The endpoint is PJSIP/101. */
  readonly username: string;
  readonly password: string;
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly mediaEncryption: 'no' | 'sdes' | 'dtls';
};

/** The plan for the minute without an engine. */
export type WithoutEngineSettings = {
  /** Music plays this long between two tries to reach the engine. */
  readonly retrySeconds: number;
  readonly promptEverySeconds: number;
  /** Who has waited so long for an engine is put through to the phones of the signed-in agents by Asterisk alone. */
  readonly queueAfterSeconds: number;
};

export const usualWithoutEngine: WithoutEngineSettings = {
  retrySeconds: 2,
  promptEverySeconds: 30,
  queueAfterSeconds: 20,
};

/** Where things stand as Asterisk sees them: absolute folders without a trailing slash. */
export type AsteriskPlaces = {
  readonly configuration: string;
  readonly library: string;
  readonly spool: string;
  readonly run: string;
  readonly log: string;
  readonly sounds: string;
  readonly music: string;
};
