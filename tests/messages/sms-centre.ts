import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import smpp, { type Pdu, type Session } from 'smpp';
import type { SmppAccount } from '../../messages/delivery/smpp-link.ts';

export type SmsCentre = {
  readonly account: SmppAccount;
  /** Parts as they came and were taken, put together again by their headers. */
  readonly parts: readonly {
    readonly to: string;
    readonly text: string;
    readonly coding: number;
    readonly header: string;
    readonly id: string;
  }[];
  readonly binds: number;
  /** Asked for every part: the status with which it is not taken, 0 to take it. */
  answer: (tries: number) => number;
  /** Tells every bound client of a part; resolves with the status of its answer. */
  tell(id: string, state: 'DELIVRD' | 'UNDELIV'): Promise<number>;
  /** Cuts every connection without a word. */
  cut(): void;
};

/** A real SMPP server on a free port of this machine, while `work` runs. */
export async function withSmsCentre<T>(work: (centre: SmsCentre) => Promise<T>): Promise<T> {
  const parts: { to: string; text: string; coding: number; header: string; id: string }[] = [];
  const open = new Set<Session>();
  let tries = 0;
  const server = smpp.createServer((session) => {
    open.add(session);
    session.on('error', () => undefined);
    session.on('close', () => open.delete(session));
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()));
    session.on('unbind', (pdu: Pdu) => {
      session.send(pdu.response());
      session.close();
    });
    session.on('bind_transceiver', (pdu: Pdu) => {
      state.binds += 1;
      const right = pdu.system_id === 'upravna' && pdu.password === 'enota';
      session.send(pdu.response({ command_status: right ? 0 : 0x0e }));
      if (!right) session.close();
    });
    session.on('submit_sm', (pdu: Pdu) => {
      tries += 1;
      const status = state.answer(tries);
      const id = `sms-${tries}`;
      if (status === 0) {
        const { udh = [], message = '' } = pdu.short_message ?? {};
        parts.push({
          to: pdu.destination_addr ?? '',
          text: String(message),
          coding: pdu.data_coding ?? -1,
          header: Buffer.concat(udh.map((piece) => Buffer.from(piece))).toString('hex'),
          id,
        });
      }
      session.send(pdu.response({ command_status: status, ...(status === 0 ? { message_id: id } : {}) }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const state = {
    account: { host: '127.0.0.1', port, tls: false, systemId: 'upravna', password: 'enota' },
    parts,
    binds: 0,
    answer: (): number => 0,
    tell(id: string, receipt: string): Promise<number> {
      const [session] = open;
      if (session === undefined) throw new Error('Nobody is bound.');
      return new Promise((resolve) => {
        session.deliver_sm(
          {
            esm_class: 4,
            source_addr: '38640123456',
            destination_addr: 'UeNarocanje',
            short_message: {
              message: `id:${id} sub:001 dlvrd:001 submit date:2703050930 done date:2703050931 stat:${receipt} err:000 text:`,
            },
          },
          (answer) => resolve(answer.command_status),
        );
      });
    },
    cut() {
      for (const session of open) session.destroy();
    },
  } as SmsCentre & { binds: number };
  try {
    return await work(state);
  } finally {
    for (const session of open) session.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}
