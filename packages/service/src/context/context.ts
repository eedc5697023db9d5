import type { EventStore, Verifiable } from '@monitoring-timeline/core';
import type { DocumentStore } from '@monitoring-timeline/core/documents';
import type { PeopleRegister } from '@monitoring-timeline/core/people';
import type { Seal } from '@monitoring-timeline/core/seals';
import type { StateStore } from '@monitoring-timeline/core/state';
import type { PictureCache, ReadOptions } from '@monitoring-timeline/ingest';
import type { Clock, Timeline } from '@monitoring-timeline/projections';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Settings } from '../config/index.ts';
import type { Health } from '../health/health.ts';
import type { Lifecycle } from '../health/lifecycle.ts';
import type { Metrics } from '../health/metrics.ts';
import type { Reach } from '../health/reach.ts';
import type { LastUse, TokenBook } from '../tokens/index.ts';
import type { Names } from './names.ts';

/** What the service stands on; whoever starts it opens these, and closes them after it. */
export interface Parts {
  /** The log. */
  readonly store: EventStore & Verifiable;
  /** Names of people, which the log holds by id alone. */
  readonly people: PeopleRegister;
  /** Bytes of what was read, by hash. */
  readonly documents: DocumentStore;
  /** What can be made again or is no fact: snapshots, queues, sealed secrets. */
  readonly state: StateStore;
  /** The time that the service goes by. */
  readonly clock: Clock;
  /** Makes a store in memory that holds nothing: for what is only tried. */
  emptyStore(): Promise<EventStore & Verifiable>;
  /** Where pictures of pages are kept; each is drawn anew without it. */
  readonly pictures?: PictureCache | undefined;
  /** The seals that are kept of the log, the one that covers the most last; there are none without it. */
  readonly seals?: (() => Promise<readonly Seal[]>) | undefined;
}

/** What every concern of the service has at hand. */
export interface ServiceContext extends Parts {
  /** What the service was told to be. */
  readonly settings: Settings;
  /** Answers questions about the log. */
  readonly timeline: Timeline;
  /** Names of people by their ids, at hand without asking the register each time. */
  readonly names: Names;
  /** Kinds of document and table that are read beside the shipped ones, and what recognises the text of pictures. */
  readonly kinds: Pick<ReadOptions, 'kinds' | 'tables' | 'recognition'>;
  /** The tokens that there are, as the log tells. */
  readonly tokens: TokenBook;
  /** When each token was last used. */
  readonly lastUse: LastUse;
  /** Figures that this service counts, in a registry of its own. */
  readonly metrics: Metrics;
  /** Where a concern that follows the log says how far it is. */
  readonly health: Health;
  /** Whether the log is within reach, as whoever follows it for this service finds. */
  readonly reach: Reach;
  /** Where a concern says what is to be done once the service listens, and before it ends (`onShutdown`). */
  readonly lifecycle: Lifecycle;
  /** Aborts when the service begins to shut down: long answers end then, with what resumes them. */
  readonly closing: AbortSignal;
}

/**
 * One concern of the service, such as queries or webhooks: its routes with their schemas, and what it starts and ends
 * (`onReady`, `onClose`). `concerns.ts` lists them all.
 */
export type Concern = (context: ServiceContext) => FastifyPluginAsyncZod;
