import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail that a relay took. */
export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  readonly mail: Email;
  /** As it came over the wire. */
  readonly raw: string;
  readonly secure: boolean;
}

/** What a relay of a test does otherwise than taking everything. */
export interface Ways extends Pick<SMTPServerOptions, 'key' | 'cert' | 'secure' | 'onAuth'> {
  /** Answers a recipient; an error has the code of the reply. */
  recipient?(): Error | undefined;
  /** What becomes of a mail that has come over whole, once it is told: taken unless it says otherwise. */
  data?(): 'taken' | 'cut' | Error | Promise<'taken'>;
}

/** A relay on a free port of this machine. */
export interface MailServer {
  readonly port: number;
  readonly taken: readonly Taken[];
  /** Conversations that were begun. */
  readonly begun: () => number;
  ways: Ways;
  stop(): Promise<void>;
}

/** An error that a relay answers with. */
export function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

export async function startMailServer(given: Ways = {}): Promise<MailServer> {
  const taken: Taken[] = [];
  let begun = 0;
  const own = { ways: given };
  const server = new SMTPServer({
    ...(given.key === undefined ? {} : { key: given.key, cert: given.cert }),
    ...(given.onAuth === undefined ? { authOptional: true } : { onAuth: given.onAuth }),
    secure: given.secure ?? false,
    disabledCommands: [
      ...(given.key === undefined ? ['STARTTLS'] : []),
      ...(given.onAuth === undefined ? ['AUTH'] : []),
    ],
    logger: false,
    onConnect(_session, done) {
      begun += 1;
      done();
    },
    onRcptTo(_address, _session, done) {
      done(own.ways.recipient?.());
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', async () => {
        const became = (await own.ways.data?.()) ?? 'taken';
        if (became instanceof Error) {
          done(became);
          return;
        }
        const raw = Buffer.concat(pieces).toString('utf8');
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          mail: await PostalMime.parse(raw),
          raw,
          secure: session.secure,
        });
        if (became === 'cut') {
          for (const connection of server.connections) connection.close();
        } else done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    begun: () => begun,
    get ways() {
      return own.ways;
    },
    set ways(ways) {
      own.ways = ways;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}
