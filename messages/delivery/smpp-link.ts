import smpp, { type Pdu, type Session } from 'smpp';

export type SmppAccount = {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly systemId: string;
  readonly password: string;
};

export type SmppLink = {
  /** Sends one PDU when the link is up, raising it first. Null: no link, or no answer in time. */
  submit(fields: Readonly<Record<string, unknown>>): Promise<Pdu | null>;
  /** Says goodbye. Twice is safe. */
  close(): Promise<void>;
};

const answerWithinMs = 10_000;
const enquireEveryMs = 30_000;
const retry = { firstMs: 1_000, longestMs: 60_000 };

/**
 * One bound connection to an SMS centre (SMPP 3.4):
 *
 *   down ──need or timer──► binding ──bound──► up ──lost, silent──► down
 *     ▲                        │ refused, no answer
 *     └────────────────────────┘
 *
 * It is kept up also when there is nothing to send, because receipts arrive by it. Its pings (enquire_link) find a
 * connection that died without a word.
 */
export function openSmppLink(account: SmppAccount, onReceipt: (pdu: Pdu) => Promise<boolean>): SmppLink {
  let session: Promise<Session | null> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let pauseMs = retry.firstMs;
  let closed = false;

  const raise = (): Promise<Session | null> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    session ??= bind().then((bound) => {
      if (bound === null) fell();
      else pauseMs = retry.firstMs;
      return bound;
    });
    return session;
  };

  const fell = (): void => {
    session = null;
    if (closed || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      void raise();
    }, pauseMs);
    timer.unref();
    pauseMs = Math.min(pauseMs * 2, retry.longestMs);
  };

  const bind = async (): Promise<Session | null> => {
    const connection = smpp.connect({
      url: `${account.tls ? 'ssmpp' : 'smpp'}://${bracketed(account.host)}:${account.port}`,
      servername: account.host,
    });
    let bound = false;
    const gone = new Promise<null>((resolve) => {
      connection.on('close', () => {
        clearInterval(pings);
        if (bound) fell();
        resolve(null);
      });
    });
    // A close follows every error; what kind it was changes nothing.
    connection.on('error', () => connection.destroy());
    const pings = setInterval(() => {
      void ask((answer) => connection.enquire_link(answer)).then((pong) => {
        if (pong === null) connection.destroy();
      });
    }, enquireEveryMs);
    pings.unref();
    connection.on('enquire_link', (pdu: Pdu) => connection.send(pdu.response()));
    connection.on('unbind', (pdu: Pdu) => {
      connection.send(pdu.response());
      connection.close();
    });
    connection.on('deliver_sm', (pdu: Pdu) => {
      onReceipt(pdu).then(
        // ESME_RX_T_APPN: the centre keeps the receipt and tells it again.
        (taken) => connection.send(pdu.response({ command_status: taken ? 0 : 0x64 })),
        () => connection.send(pdu.response({ command_status: 0x64 })),
      );
    });
    const connected = new Promise<true>((resolve) => {
      connection.on(account.tls ? 'secureConnect' : 'connect', () => resolve(true));
    });
    if ((await within(answerWithinMs, Promise.race([connected, gone]))) !== true) {
      connection.destroy();
      return null;
    }
    const answer = await Promise.race([
      gone,
      ask((done) =>
        connection.bind_transceiver(
          { system_id: account.systemId, password: account.password, interface_version: 0x34 },
          done,
        ),
      ),
    ]);
    if (answer === null || answer.command_status !== 0 || closed) {
      connection.destroy();
      return null;
    }
    bound = true;
    return connection;
  };

  void raise();
  return {
    async submit(fields) {
      const connection = await raise();
      if (connection === null) return null;
      return ask((answer) => connection.submit_sm(fields, answer));
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      const connection = await session;
      if (connection === null || connection.socket.destroyed) return;
      await ask((answer) => connection.unbind(answer));
      connection.destroy();
    },
  };
}

/** The answer to a request; null when none came in time, or the request could not be written. */
function ask(send: (answer: (pdu: Pdu) => void) => boolean): Promise<Pdu | null> {
  return within(
    answerWithinMs,
    new Promise<Pdu | null>((resolve) => {
      if (!send(resolve)) resolve(null);
    }),
  );
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
