import { readFile } from 'node:fs/promises';
import { copyLog } from '@monitoring-timeline/core';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import {
  type Deciding,
  type FileReading,
  type ImportProgress,
  type ImportResult,
  importPaths,
  type PassageLine,
  type Proposal,
  passagesOf,
} from '@monitoring-timeline/ingest';
import { type ForeseenChange, foresee, openTimeline } from '@monitoring-timeline/projections';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { takeUploads, type Uploads } from './uploads.ts';

/** Requests whose files lie here at one time, the one that is imported among them; more are asked to come back. */
const mostAtOnce = 5;
/** Imports that are remembered, and for how long, ms. */
const remembered = 100;
const rememberedMs = 24 * 3_600_000;
/** Facts of an import that are shown with their passages. */
const mostFacts = 100;

/** Files of a request that have a place here until they are let go of. */
export interface Received {
  readonly uploads: Uploads;
  /** Lets go of the files; done again, it does nothing. */
  release(): Promise<void>;
}

/** A fact that was read, with the lines that it was read from; none where its place is the file as a whole. */
export interface FactRead {
  readonly file: string;
  readonly proposal: Proposal;
  readonly sha256: string | undefined;
  passage: readonly PassageLine[];
}

export interface ImportWanted {
  readonly by: Deciding;
  readonly published: string | undefined;
  /** True where nothing is to be written: what it would come to, and which answers would change. */
  readonly dry?: boolean;
  /** True where what was read is to be shown with its passages. */
  readonly shown?: boolean;
}

/** One import, from the moment that its files are here. */
export interface ImportJob {
  readonly id: string;
  readonly files: readonly string[];
  readonly by: string;
  readonly begun: number;
  readonly dry: boolean;
  state: 'waiting' | 'running' | 'done' | 'failed';
  progress: ImportProgress | undefined;
  facts: readonly FactRead[];
  /** How many facts were read, those that are not shown too. */
  read: number;
  changes: readonly ForeseenChange[];
  result: ImportResult | undefined;
  error: unknown;
  readonly done: Promise<ImportResult>;
}

/** Imports of files from outside: one at a time, on the same way in as on the command line. */
export class Imports {
  readonly #context: ServiceContext;
  readonly #jobs = new LRUCache<string, ImportJob>({ max: remembered, ttl: rememberedMs });
  #last: Promise<unknown> = Promise.resolve();
  #atOnce = 0;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Imports that this process remembers, the latest first. */
  all(): readonly ImportJob[] {
    return [...this.#jobs.values()].sort((a, b) => b.begun - a.begun);
  }

  get(id: string): ImportJob | undefined {
    return this.#jobs.get(id);
  }

  /** Takes the files of a request. A place is taken before any byte is: what waits lies on the disk. @throws RequestProblem 503, 413, 400 */
  async receive(request: FastifyRequest): Promise<Received> {
    if (this.#atOnce === mostAtOnce) {
      throw new RequestProblem(
        503,
        'Busy',
        'Other files are being imported. Send these again in a minute.',
        { 'retry-after': '60' },
      );
    }
    this.#atOnce += 1;
    try {
      const uploads = await takeUploads(request, this.#context.settings.uploadLimit);
      let held = true;
      const release = async (): Promise<void> => {
        if (!held) return;
        held = false;
        this.#atOnce -= 1;
        await uploads.drop();
      };
      return { uploads, release };
    } catch (error) {
      this.#atOnce -= 1;
      throw error;
    }
  }

  /** Begins an import as soon as those before it have ended: reading takes what memory and cores there are. */
  begin(id: string, { uploads }: Received, wanted: ImportWanted): ImportJob {
    const { clock } = this.#context;
    const { promise, resolve, reject } = Promise.withResolvers<ImportResult>();
    // nobody need wait for it
    promise.catch(() => undefined);
    const job: ImportJob = {
      id,
      files: uploads.paths.map(uploads.nameOf),
      by: wanted.by.actor.name,
      begun: clock.now(),
      dry: wanted.dry ?? false,
      state: 'waiting',
      progress: undefined,
      facts: [],
      read: 0,
      changes: [],
      result: undefined,
      error: undefined,
      done: promise,
    };
    this.#jobs.set(id, job);
    this.#last = this.#last
      .then(() => this.#run(job, uploads, wanted))
      .then(
        (result) => {
          job.result = result;
          job.state = 'done';
          resolve(result);
        },
        (error: unknown) => {
          job.error = error;
          job.state = 'failed';
          reject(error);
        },
      );
    return job;
  }

  async #run(job: ImportJob, uploads: Uploads, wanted: ImportWanted): Promise<ImportResult> {
    job.state = 'running';
    const { store, people, documents, kinds } = this.#context;
    const facts: FactRead[] = [];
    const read = new Map<string, string>();
    const { by, published, dry, shown } = wanted;
    const { paths, nameOf } = uploads;
    const onRead = ({ file, proposals, sha256, people: named }: FileReading): void => {
      for (const { id, name } of named) read.set(id, name);
      job.read += proposals.length;
      if (!shown) return;
      for (const proposal of proposals.slice(0, mostFacts - facts.length)) {
        facts.push({ file, proposal, sha256, passage: [] });
      }
    };
    const onProgress = (progress: ImportProgress): void => {
      job.progress = progress;
    };
    const { actor, now, directory } = by;
    const how = { actor, now, directory, published, nameOf, wholeLogs: false, ...kinds };
    const options = { ...how, onRead, onProgress };
    const result = dry
      ? await this.#rehearse(job, paths, options, read)
      : await importPaths(paths, { ...options, store, people, documents });
    await this.#addPassages(facts, uploads);
    job.facts = facts;
    return result;
  }

  /** Imports into a copy of the log that lies in memory; the log itself is only read. */
  async #rehearse(
    job: ImportJob,
    paths: readonly string[],
    options: Omit<Parameters<typeof importPaths>[1], 'store' | 'people'>,
    read: ReadonlyMap<string, string>,
  ): Promise<ImportResult> {
    const { store, emptyStore, clock, names, timeline } = this.#context;
    const copy = await emptyStore();
    try {
      await copyLog(store, copy);
      const nameOf = (id: string) => names.nameOf(id as never) ?? read.get(id) ?? null;
      const { policy } = timeline;
      const own = await openTimeline({ store: copy, clock, nameOf, policy });
      try {
        const people = createMemoryPeopleRegister();
        const { result, changes } = await foresee(own, () =>
          importPaths(paths, { ...options, store: copy, people }),
        );
        job.changes = changes;
        return result;
      } finally {
        await own.close();
      }
    } finally {
      await copy.close();
    }
  }

  /** Looks up what each fact was read from; each document is read once. */
  async #addPassages(facts: readonly FactRead[], { pathOf }: Uploads): Promise<void> {
    const { documents } = this.#context;
    const get = async (sha256: string) => {
      const path = pathOf(sha256);
      return path === undefined ? documents.get(sha256) : readFile(path);
    };
    for (const [sha256, some] of Map.groupBy(facts, (fact) => fact.sha256)) {
      if (sha256 === undefined) continue;
      const places = some.map(({ proposal }) => proposal.locator.replace(/^table [^,]+, /, ''));
      // a fact is none the worse where its passage is not to be had
      const passages = await passagesOf({ get }, sha256, places).catch(() => []);
      for (const [at, fact] of some.entries()) fact.passage = passages[at] ?? [];
    }
  }
}

const ofService = new WeakMap<ServiceContext, Imports>();

/** The imports of a service. */
export function importsOf(context: ServiceContext): Imports {
  const before = ofService.get(context);
  if (before) return before;
  const imports = new Imports(context);
  ofService.set(context, imports);
  return imports;
}
