import { Server, ServerCredentials } from '@grpc/grpc-js';
import { until } from '../testing/until.ts';
import { handleAppend, handleBatchAppend } from './append.ts';
import { handleConsumer } from './consumers.ts';
import {
  type OpenCall,
  RECORDED_SETTINGS,
  type ServerContext,
  type ServerSettings,
} from './context.ts';
import { handleDelete, handleTombstone } from './delete.ts';
import { accessDenied, type Refusal, unauthenticated } from './errors.ts';
import { Faults } from './faults.ts';
import { handleFeatures } from './features.ts';
import { handleGossip, type Member } from './gossip.ts';
import { Groups } from './groups.ts';
import { EventLog } from './log.ts';
import { noting } from './message-size.ts';
import { groupHandlers } from './persistent.ts';
import { featuresService, gossipService, persistentService, streamsService } from './protocol.ts';
import { handleRead } from './read.ts';
import { refusedBy, type Standing } from './standing.ts';
import { Wire } from './wire.ts';

/** What a test server is to be; with none of it, one leader with an empty log and without TLS. */
export interface ServerOptions extends Partial<ServerSettings> {
  /** The port on 127.0.0.1; any free one unless told. A restarted server keeps the one it had. */
  readonly port?: number;
  /** With these it serves TLS only. */
  readonly tls?: Certificate;
  /**
   * Names with their passwords. Who gives a name that is not there, or another password, is refused, and so is who gives
   * none; without TLS nobody is asked.
   */
  readonly users?: Readonly<Record<string, string>>;
  /** The log to serve; an empty one unless told. */
  readonly log?: EventLog;
  /** What gossip tells; one leader, this server, unless told. */
  readonly members?: () => readonly Member[];
  /** What it is in its cluster; the leader unless told. */
  readonly standing?: () => Standing;
}

/** A server's key and certificate, as PEM. */
export interface Certificate {
  /** The secret key. */
  readonly key: Buffer;
  /** The certificate that vouches for it. */
  readonly certificate: Buffer;
}

type Access = (user: string | undefined, stream: string) => Refusal | undefined;

/**
 * A server that speaks the wire of EventStoreDB 23.10 as it was recorded, in memory and in this process.
 * It can be killed, stopped, frozen and restarted with its data, and told what shall go wrong.
 */
export class TestServer {
  /** What it holds; outlives every restart. */
  readonly log: EventLog;
  /** What goes wrong, one call at a time. */
  readonly faults = new Faults();
  readonly #settings: ServerSettings;
  readonly #groups: Groups;
  readonly #open = new Set<OpenCall>();
  readonly #members: (() => readonly Member[]) | undefined;
  readonly #standing: () => Standing;
  readonly #tls: Certificate | undefined;
  readonly #wire: Wire;
  #grpc: Server | undefined;
  #access: Access = () => undefined;

  constructor(options: ServerOptions = {}) {
    const { port, members, standing, log, tls, users, ...settings } = options;
    this.#tls = tls;
    this.log = log ?? new EventLog();
    this.#groups = new Groups(this.log);
    this.#settings = { ...RECORDED_SETTINGS, ...settings };
    this.#members = members;
    if (users !== undefined && tls !== undefined) this.#access = accessOf(users);
    this.#standing = standing ?? (() => ({ is: 'leader' }));
    this.#wire = new Wire(port ?? 0);
  }

  /** Listens. Also brings a killed or stopped server back, on its port and with its data. */
  async start(): Promise<this> {
    if (this.#grpc !== undefined) throw new Error('this server runs: kill or stop it first');
    const grpc = new Server({
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
    });
    const context: ServerContext = {
      log: this.log,
      groups: this.#groups,
      faults: this.faults,
      settings: this.#settings,
      open: this.#open,
      standing: this.#standing,
      authorise: (metadata, stream, only) =>
        refusedBy(this.#standing(), metadata, only) ?? this.#access(userOf(metadata), stream),
      endConsumers: (source, name, refusal) => {
        for (const call of this.open)
          if (call.kind === 'persistent' && call.stream === `${source}::${name}`) call.end(refusal);
      },
      cut: () => this.#wire.cut(),
    };
    const limit = this.#settings.maxMessageSize;
    const { append, batchAppend } = streamsService.StreamsService;
    grpc.addService(
      {
        ...streamsService.StreamsService,
        append: { ...append, requestDeserialize: noting(append.requestDeserialize, limit) },
        batchAppend: {
          ...batchAppend,
          requestDeserialize: noting(batchAppend.requestDeserialize, limit),
        },
      },
      {
        append: handleAppend(context),
        batchAppend: handleBatchAppend(context),
        delete: handleDelete(context),
        tombstone: handleTombstone(context),
        read: handleRead(context),
      },
    );
    grpc.addService(featuresService.ServerFeaturesService, {
      getSupportedMethods: handleFeatures(context),
    });
    const alone = (): readonly Member[] => [
      { host: '127.0.0.1', port: this.port, state: 'leader', alive: true },
    ];
    grpc.addService(gossipService.GossipService, {
      read: handleGossip(context, this.#members ?? alone),
    });
    grpc.addService(persistentService.PersistentSubscriptionsService, {
      ...groupHandlers(context),
      read: handleConsumer(context),
    });
    this.#groups.start();
    const injector = grpc.createConnectionInjector(this.#credentials());
    await this.#wire.listen((connection) => injector.injectConnection(connection));
    this.#grpc = grpc;
    return this;
  }

  /** The port on 127.0.0.1; 0 until it first listens, where any free one was wanted. */
  get port(): number {
    return this.#wire.port;
  }

  /** What a client connects with. */
  get connectionString(): string {
    return `kurrentdb://127.0.0.1:${this.port}?tls=${this.#tls !== undefined}`;
  }

  /** Ends as a killed process does: every connection is reset, and what was in memory only is forgotten. */
  async kill(): Promise<void> {
    await this.#wire.reset();
    this.#end();
  }

  /** Ends as a process that is asked to: what is under way may finish for so many ms. */
  async stop(graceMs = 0): Promise<void> {
    await this.#wire.stop(graceMs);
    this.#end();
  }

  /** Nothing goes in or out, as with a process that is suspended; connections stay. */
  freeze(): void {
    this.#wire.freeze();
  }

  /** What was held up while frozen goes through. */
  thaw(): void {
    this.#wire.thaw();
  }

  /** Cuts every connection; the server itself runs on. */
  cut(): void {
    this.#wire.cut();
  }

  /** Who may do what from here on: given the user of a call (none without credentials) and the stream. */
  authorise(access: Access): void {
    this.#access = access;
  }

  /** The subscriptions and shared append streams that are open. */
  get open(): readonly OpenCall[] {
    return [...this.#open];
  }

  /** Waits until so many calls of a kind are open. */
  async opened(kind: OpenCall['kind'], count = 1): Promise<void> {
    const isOpen = (): boolean => this.open.filter((call) => call.kind === kind).length >= count;
    await until(`for ${count} calls of kind ${kind} to be open`, isOpen);
  }

  /** Kills it where it runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#grpc !== undefined) await this.kill();
  }

  #credentials(): ServerCredentials {
    if (this.#tls === undefined) return ServerCredentials.createInsecure();
    const { key, certificate } = this.#tls;
    return ServerCredentials.createSsl(null, [{ private_key: key, cert_chain: certificate }]);
  }

  #end(): void {
    this.#grpc?.forceShutdown();
    this.#grpc = undefined;
    this.#open.clear();
    this.#groups.stop();
    this.log.forgetMemory();
  }
}

function accessOf(users: Readonly<Record<string, string>>): Access {
  const known = new Set(Object.entries(users).map((user) => user.join(':')));
  return (user) => {
    if (user === undefined) return accessDenied();
    return known.has(user) ? undefined : unauthenticated();
  };
}

function userOf(metadata: { get(key: string): readonly unknown[] }): string | undefined {
  const [header] = metadata.get('authorization');
  if (typeof header !== 'string' || !header.startsWith('Basic ')) return undefined;
  return Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
}
