import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { InvalidSetting, type Settings } from '../config/index.ts';
import type { Outcome } from './outbox.ts';

/** Whatever a relay does, a conversation with it ends by then: well before a claim does. */
const longestMs = 120_000;
const timeouts = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/** A mail, ready to be handed over. */
export interface Envelope {
  readonly from: string;
  readonly to: string;
  readonly message: Buffer;
}

/** The operator's relay. */
export interface Relay {
  /** Hands one mail over. It never throws: what became of the mail is what it answers. */
  send(envelope: Envelope, signal: AbortSignal): Promise<Outcome>;
}

type RelaySettings = Pick<
  Settings,
  'smtpHost' | 'smtpPort' | 'smtpTls' | 'smtpUser' | 'smtpPassword' | 'smtpPasswordFile'
>;

/** The relay that is set. @throws InvalidSetting where its password cannot be read */
export async function openRelay(settings: RelaySettings): Promise<Relay> {
  const { smtpHost: host, smtpPort: port, smtpTls, smtpUser: user } = settings;
  const password = await passwordOf(settings);
  const options = {
    host,
    port,
    secure: smtpTls === 'implicit',
    requireTLS: smtpTls === 'starttls',
    ignoreTLS: smtpTls === 'none',
    tls: { minVersion: 'TLSv1.2' },
    ...timeouts,
  } as const;
  return {
    async send(envelope, signal) {
      const { default: Connection } = await import('nodemailer/lib/smtp-connection');
      const told = new Conversation(envelope, signal);
      try {
        await told.hold(
          new Connection(options),
          user === undefined ? undefined : { user, pass: password ?? '' },
        );
        return { status: 'sent' };
      } catch (error) {
        return outcomeOf(error, told.handedOver, password);
      }
    },
  };
}

/** @throws InvalidSetting */
async function passwordOf({
  smtpPassword,
  smtpPasswordFile: file,
}: RelaySettings): Promise<string | undefined> {
  if (file === undefined) return smtpPassword;
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidSetting(
      `smtpPasswordFile: ${file} cannot be read (${code}). Name a file that this service may read.`,
      { setting: 'smtpPasswordFile', path: file },
    );
  }
}

/** One conversation with a relay, and whether the mail itself had begun to go over when it ended. */
class Conversation {
  readonly #envelope: Envelope;
  readonly #over: AbortSignal;
  /** From then on the relay may have the mail, whatever is heard of it. */
  handedOver = false;

  constructor(envelope: Envelope, signal: AbortSignal) {
    this.#envelope = envelope;
    this.#over = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
  }

  async hold(
    connection: SMTPConnection,
    login: { readonly user: string; readonly pass: string } | undefined,
  ): Promise<void> {
    const cut = Promise.withResolvers<never>();
    const onError = (error: unknown) => cut.reject(error);
    const onAbort = () => cut.reject(new Error('The conversation with the relay was cut off.'));
    connection.on('error', onError);
    this.#over.addEventListener('abort', onAbort, { once: true });
    cut.promise.catch(() => undefined);
    const step = (run: (done: (error?: unknown) => void) => void) =>
      Promise.race([
        cut.promise,
        new Promise<void>((resolve, reject) => {
          run((error) => (error ? reject(error) : resolve()));
        }),
      ]);
    try {
      if (this.#over.aborted) onAbort();
      await step((done) => connection.connect(done));
      if (login) await step((done) => connection.login(login, done));
      const { from, to } = this.#envelope;
      await step((done) => connection.send({ from, to }, this.#message(), done));
    } finally {
      this.#over.removeEventListener('abort', onAbort);
      // what the relay says of the farewell changes nothing
      connection.removeListener('error', onError);
      connection.on('error', () => undefined);
      if (this.#over.aborted) connection.close();
      else connection.quit();
    }
  }

  /** It is read when the relay has taken sender and recipient and asks for it, and not before. */
  #message(): Readable {
    const conversation = this;
    const { message } = this.#envelope;
    return new Readable({
      read() {
        conversation.handedOver = true;
        this.push(message);
        this.push(null);
      },
    });
  }
}

interface SmtpError {
  readonly message?: string;
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** What a failure says of the mail: an answer of the relay tells for certain, silence after the mail went over tells nothing. */
function outcomeOf(error: unknown, handedOver: boolean, password: string | undefined): Outcome {
  const { message = String(error), code, responseCode } = error as SmtpError;
  const told = password === undefined ? message : message.replaceAll(password, '[struck out]');
  if (responseCode === undefined) return { status: handedOver ? 'unsure' : 'later', error: told };
  // what the relay refuses before it hears of the mail (TLS, name, password) the operator puts right, and the mail waits for that
  const refused = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return { status: refused ? 'refused' : 'later', error: told };
}
