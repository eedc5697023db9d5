import type { AddressInfo } from 'node:net';
import { openTesseract } from '@monitoring-timeline/ingest';
import { openTimeline } from '@monitoring-timeline/projections';
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { readRules, type Settings } from '../config/index.ts';
import type { Concern, Parts, ServiceContext } from '../context/context.ts';
import { Names } from '../context/names.ts';
import { removeLeftFolders } from '../context/own-folders.ts';
import { passagesOf } from '../context/passages.ts';
import { loadExtensions, policyAmong } from '../extensions/index.ts';
import { Disk } from '../health/disk.ts';
import { Health } from '../health/health.ts';
import { Lifecycle } from '../health/lifecycle.ts';
import { Metrics } from '../health/metrics.ts';
import { Reach } from '../health/reach.ts';
import { describeRoutes, serveDescription } from '../openapi/plugin.ts';
import {
  checkMemory,
  measureRequests,
  noticeSpans,
  requestSpans,
  tracedStore,
} from '../operations/index.ts';
import { answerError, answerToNoRequest, problems } from '../problems/index.ts';
import { doubtsBySeals } from '../seals/index.ts';
import { security } from '../security/index.ts';
import { LastUse, TokenBook } from '../tokens/index.ts';
import { concerns } from './concerns.ts';
import { jsonBodies } from './json-bodies.ts';
import { logger, requestId } from './logger.ts';

/** The running service. */
export interface Service {
  /** The server; `inject` asks it without a socket. */
  readonly app: FastifyInstance;
  /**
   * Makes what `/openapi.json` answers ahead, which takes the thread a fifth of a second once: before anybody is told the address
   * nobody waits for that. Unless it is called the first who asks does.
   */
  describe(): void;
  /** Begins to listen. @returns the address to call, such as `http://127.0.0.1:8080` */
  listen(): Promise<string>;
  /** Where health and metrics are served by themselves; absent where they are not, and before it listens. */
  readonly metricsUrl: string | undefined;
  /** Ends open answers, waits for those under way, and lets go of the timeline. The parts stay open. */
  close(): Promise<void>;
}

/** Names that stand below `/api` for something else than a question. */
const addressesTaken = [
  'documents',
  'events',
  'imports',
  'quarantine',
  'repairs',
  'seals',
  'subscribe',
  'webhooks',
];

/**
 * Makes the service of parts that are open, by settings that were checked. Nothing listens until it is told to. `further` are concerns
 * of whoever starts it, behind the same protection. @throws TooLittleMemory, InvalidExtension, InvalidSetting, InvalidPolicy,
 * RecognitionMissing
 */
export async function createService(
  parts: Parts,
  settings: Settings,
  further: readonly Concern[] = [],
): Promise<Service> {
  checkMemory();
  const { questions, kinds, tables, ...own } = await loadExtensions(settings.with, addressesTaken);
  const policy = policyAmong(await readRules(settings), own);
  const names = new Names(parts.people, parts.clock);
  await names.refresh();
  const { clock } = parts;
  const metrics = new Metrics();
  const disk = new Disk();
  const state = disk.watchedState(parts.state);
  const store = disk.watched(
    tracedStore(parts.store, (seconds, events) => metrics.append(seconds, events)),
  );
  const app = server(settings);
  const timeline = await openTimeline({
    store,
    clock,
    state,
    amongOthers: true,
    nameOf: names.nameOf,
    passages: passagesOf(parts.documents),
    ...(policy && { policy }),
    questions,
    onPassedOver(part, why) {
      app.log.info(
        { part, why },
        part === 'notices'
          ? 'the log is not the one of which notices were issued: they go on from its present end'
          : 'what was kept beside the log is not used: it is worked out anew',
      );
    },
    onIssued(notices) {
      for (const { kind } of notices) metrics.noticesIssued.inc({ kind });
      noticeSpans(store, notices).catch((error: unknown) => {
        app.log.warn({ err: error }, 'the spans of notices could not be made');
      });
    },
  });
  const lifecycle = new Lifecycle();
  const doubts = parts.seals && doubtsBySeals(parts.seals);
  const context: ServiceContext = {
    ...parts,
    store,
    state,
    settings,
    timeline,
    names,
    kinds: { kinds, tables, recognition: settings.ocr ? openTesseract() : undefined },
    tokens: new TokenBook(store),
    lastUse: new LastUse(state, store.id),
    metrics,
    health: new Health({ store, disk, doubts }, clock, settings, lifecycle.closing),
    reach: new Reach(),
    lifecycle,
    closing: lifecycle.closing,
  };
  await app.register(requestSpans);
  await app.register(measureRequests(metrics));
  app.addHook('onReady', removeLeftFolders);
  await app.register(problems);
  await app.register(jsonBodies);
  await app.register(security(context));
  await app.register(describeRoutes(context));
  for (const concern of [...concerns, ...further]) await app.register(concern(context));
  await app.register(serveDescription);
  await app.ready();
  return {
    app,
    get metricsUrl() {
      return lifecycle.metricsUrl;
    },
    describe() {
      app.swagger();
    },
    async listen() {
      await app.listen({ host: settings.host, port: settings.port });
      await lifecycle.begin();
      const { address, port, family } = app.server.address() as AddressInfo;
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
    },
    async close() {
      await lifecycle.end(app, settings.shutdownSeconds * 1000);
      await timeline.close();
    },
  };
}

/** Whose word on a client's address is taken: of those that stand in front, the nearest is the first. */
function proxiesOf({ trustProxy }: Settings): NonNullable<FastifyServerOptions['trustProxy']> {
  if (trustProxy === false) return false;
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  return [...trustProxy];
}

function server(settings: Settings): FastifyInstance {
  const milliseconds = settings.requestSeconds * 1000;
  const app = fastify({
    logger: logger(settings),
    genReqId: requestId,
    trustProxy: proxiesOf(settings),
    bodyLimit: settings.bodyLimit,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    requestTimeout: milliseconds,
    keepAliveTimeout: 72_000,
    // a socket on which nothing moves either way is let go
    connectionTimeout: 300_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: answerError,
    exposeHeadRoutes: true,
    http: {
      maxHeaderSize: 16 * 1024,
      // the head of a request has as long as the whole: a process that stood still was not sent it slowly
      requestTimeout: milliseconds,
      headersTimeout: milliseconds,
      connectionsCheckingInterval: Math.min(milliseconds, 2000),
    },
    clientErrorHandler(error, socket) {
      if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
      socket.end(answerToNoRequest(error.code));
    },
  });
  app.server.maxConnections = settings.maxConnections;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  return app;
}
