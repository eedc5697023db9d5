import { randomUUID } from 'node:crypto';
import {
  type Actor,
  createDirectory,
  type Directory,
  type EventStore,
} from '@monitoring-timeline/core';
import type { DocumentStore } from '@monitoring-timeline/core/documents';
import type { PeopleRegister } from '@monitoring-timeline/core/people';
import { checkPublished } from './errors.ts';
import {
  type FileNoted,
  mostNoted,
  notedOf,
  noteRun,
  notNotedBefore,
  ownName,
  type RefusedFile,
} from './import-note.ts';
import type { ImportJob } from './import-run.ts';
import { keepDocument } from './intake/keep-document.ts';
import type { FileReading } from './proposal.ts';
import { closeAnswered, readWaiting } from './quarantine/given-again.ts';
import {
  keepProblems,
  type QuarantinedItem,
  raiseDisagreements,
  raiseDoubts,
} from './quarantine/raise.ts';
import type { ReadLimits } from './readers/limits.ts';
import type { Found } from './readers/walk.ts';
import { foundAt, type Paths, type ReadOptions, readPaths } from './reading/read-paths.ts';
import { withRecordedPublication } from './recorded-publication.ts';
import { takeProposals } from './take-proposals.ts';
import { damageOf, factsAlone, takeRecorded } from './taking-logs.ts';

/** How far an import is: bytes of the files given, and their number. */
export interface ImportProgress {
  /** The file that is being taken, under the name by which it is told of. */
  readonly file: string;
  /** Bytes that are read, of `total`. */
  readonly done: number;
  /** Bytes of the files given. */
  readonly total: number;
  /** Files that were taken, and those there are; attachments of a mail count. */
  readonly files: {
    /** Files that were taken. */
    readonly done: number;
    /** Files that there are; those attached to a mail count once it is opened. */
    readonly total: number;
  };
}

/** Where an import writes, as whom, and what it takes. */
export interface ImportOptions {
  /** The log that is appended to. */
  readonly store: EventStore;
  /** Where names of people go, so that the log holds only their ids. */
  readonly people: PeopleRegister;
  /** Default: the shipped directory. */
  readonly directory?: Directory | undefined;
  /** The time of the import; what is dated later is not yet published and goes to quarantine. Default: the clock of the system. */
  readonly now?: Date | undefined;
  /** Publication day (ISO) of a release that states none. */
  readonly published?: string | undefined;
  /** Called with each file: before its claims are taken, while they are, and once they were. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Where the bytes of what is read are kept; without it nothing but facts is kept. */
  readonly documents?: DocumentStore | undefined;
  /** Called with each file once it is read, before its facts are taken. */
  readonly onRead?: ((reading: FileReading) => void) | undefined;
  /**
   * The name under which a file is told of and kept, from its path, where that is nobody's business. Unless given it is told of by its
   * path, and kept under its path from the path that was given.
   */
  readonly nameOf?: ((path: string) => string) | undefined;
  /** Who imports; default the program itself. */
  readonly actor?: Actor | undefined;
  /** How much of one file is read; `defaultLimits` unless given. */
  readonly limits?: Partial<ReadLimits> | undefined;
  /** Kinds of document and of table beside the shipped ones. */
  readonly kinds?: ReadOptions['kinds'];
  /** Kinds of table beside the shipped ones. */
  readonly tables?: ReadOptions['tables'];
  /** What recognises the text of PDFs that hold pictures; they wait in quarantine without it. */
  readonly recognition?: ReadOptions['recognition'];
  /**
   * Whether an exported log may become this store, or continue it, as it was, and bring what its system and users did; true unless
   * given. Without, its facts are checked and taken one by one: whoever sends a file in cannot write tokens, webhooks or times.
   */
  readonly wholeLogs?: boolean | undefined;
  /** Put before every stream name, to keep runs apart on a shared server. */
  readonly streamPrefix?: string | undefined;
}

/** What became of what was given: `proposed` is the sum of `appended`, `alreadyKnown` and `corrected`. */
export interface ImportResult {
  /** Files that were given, attachments of mails and those of `refused` among them. */
  readonly files: number;
  /** Files that are of a kind known here. */
  readonly recognised: number;
  /** Claims read. */
  readonly proposed: number;
  /** Claims that are new to the log. */
  readonly appended: number;
  /** Claims that the log holds by their id. */
  readonly alreadyKnown: number;
  /** Claims that say of an earlier one of their source that it was misread or reissued. */
  readonly corrected: number;
  /** All that waits of the files given, whether it came now or at an earlier import. */
  readonly quarantined: readonly QuarantinedItem[];
  /** Files whose facts were taken but whose bytes could not be kept, each with the reason. */
  readonly notKept: readonly {
    /** The name under which it is told of. */
    readonly file: string;
    /** In words. */
    readonly why: string;
  }[];
  /** What cannot be told of a file, or why a recognised one gives nothing. */
  readonly notes: readonly {
    /** The name under which it is told of. */
    readonly file: string;
    /** In words. */
    readonly note: string;
  }[];
  /**
   * Questions asked now about claims that were taken: sources of equal rank that differ, grades that hardly go together. They wait in
   * quarantine too, and nothing given was refused for them.
   */
  readonly questions: readonly QuarantinedItem[];
  /** What could not be taken and a person has accepted or rejected before, so that it does not wait again. */
  readonly decided: number;
  /** Things that waited and are answered by what was given: a row mended, a file that can be read. */
  readonly answered: number;
  /** Files that are no table and no document of any kind, or may not be taken: nothing but their hash and the reason is kept, and nothing waits. */
  readonly refused: readonly RefusedFile[];
}

/**
 * Reads files and folders into a store. What is there already is left alone, so doing it again adds nothing and an interrupted
 * import is finished by running it again; several processes may import the same files at once. What cannot be taken waits in
 * quarantine with its file, place and reason while the rest is imported.
 * @throws InvalidPublished; the store's errors where it cannot be reached or written; never for what a file holds.
 */
export async function importPaths(paths: Paths, options: ImportOptions): Promise<ImportResult> {
  const now = options.now ?? new Date();
  const today = now.toISOString().slice(0, 10);
  checkPublished(options.published, today);
  const run: ImportJob = {
    id: randomUUID(),
    store: options.store,
    prefix: options.streamPrefix ?? '',
    actor: options.actor ?? { kind: 'program', name: 'timeline import' },
    now,
    today,
    directory: options.directory ?? createDirectory(),
    established: new Set(),
    counts: { proposed: 0, appended: 0, corrected: 0, restored: 0 },
    spokenOf: new Set(),
  };
  const found = await foundAt(paths);
  const sizes = sizesOf(found);
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  let done = 0;
  let recognised = 0;
  let kept = 0;
  const files: FileNoted[] = [];
  let attached = 0;
  let decided = 0;
  const waiting: QuarantinedItem[] = [];
  const notKept: { file: string; why: string }[] = [];
  const notes: { file: string; note: string }[] = [];
  const questions: QuarantinedItem[] = [];

  const before = await readWaiting(run);
  let answered = 0;
  const refused: RefusedFile[] = [];
  const given = {
    directory: run.directory,
    now,
    published: options.published,
    limits: options.limits,
    kinds: options.kinds,
    tables: options.tables,
    recognition: options.recognition,
  };
  const reading = readPaths(found, { ...given, awaited: before.rows });
  /** The same document as one that came out on a day. */
  const readAgain = async ({ file, sha256 }: FileReading, published: string) => {
    for await (const again of readPaths([file], { ...given, published })) {
      if (again.sha256 === sha256) return again;
    }
    return undefined;
  };
  const close = async (file: FileReading): Promise<void> => {
    const closed = await closeAnswered(run, file, before);
    answered += closed;
    kept += closed;
  };
  const { nameOf, wholeLogs = true } = options;
  for await (const read of reading) {
    const named = nameOf?.(read.file);
    const names = named === undefined ? {} : { file: named, name: ownName(read) ?? named };
    if (read.within !== undefined) attached += 1;
    const facts = wholeLogs ? read : await factsAlone(read);
    const file = {
      ...(await withRecordedPublication(run, facts, options.published, (day) =>
        readAgain(read, day),
      )),
      ...names,
    };
    const bytes = sizes.get(read.file) ?? 0;
    const report = (share: number): void =>
      options.onProgress?.({
        file: file.file,
        done: done + Math.round(bytes * share),
        total,
        files: { done: files.length + refused.length, total: sizes.size + attached },
      });
    report(0);
    options.onRead?.(file);
    if (file.foreign) {
      for (const { reason, message } of file.problems) {
        const { sha256 } = file;
        refused.push({ file: file.file, ...(sha256 ? { sha256 } : {}), reason, message });
      }
      await close(file);
      report(1);
      done += bytes;
      continue;
    }
    if (file.kind !== 'unrecognised') recognised += 1;
    const why = options.documents && (await keepDocument(options.documents, read));
    if (why) notKept.push({ file: file.file, why });
    if (file.note) notes.push({ file: file.file, note: file.note });
    const problems = [...file.problems];
    const damage = await damageOf(run, file);
    if (damage) problems.push(damage);
    else {
      if (file.people.length > 0) await options.people.addAll(file.people);
      problems.push(...(await takeRecorded(run, file)));
      const { taken, problems: refused } = await takeProposals(run, file, report);
      problems.push(...refused);
      questions.push(...(await raiseDoubts(run, file, taken)));
    }
    const inProblems = problems.flatMap(({ people = [] }) => people);
    if (inProblems.length > 0) await options.people.addAll(inProblems);
    const held = await keepProblems(run, { ...file, problems });
    waiting.push(...held.items);
    kept += held.added;
    await close(file);
    decided += held.decided;
    files.push(notedOf(file));
    done += bytes;
    options.onProgress?.({
      file: file.file,
      done,
      total,
      files: { done: files.length + refused.length, total: sizes.size + attached },
    });
  }

  questions.push(...(await raiseDisagreements(run)));
  kept += questions.length;
  const { proposed, appended, corrected, restored } = run.counts;
  const alreadyKnown = proposed - appended - corrected;
  // a log that was only taken over stays the log that it was, to the last event and the same head
  const news = await notNotedBefore(run, refused);
  if (appended - restored + corrected + kept + news.length > 0) {
    const data = {
      files: files.slice(0, mostNoted),
      ...(news.length > 0 ? { refused: news } : {}),
      appended,
      alreadyKnown,
      corrected,
      quarantined: kept,
    };
    await noteRun(run, data);
  }
  return {
    files: files.length + refused.length,
    recognised,
    proposed,
    appended,
    alreadyKnown,
    corrected,
    quarantined: waiting,
    notKept,
    notes,
    questions,
    decided,
    answered,
    refused,
  };
}

function sizesOf(found: readonly Found[]): ReadonlyMap<string, number> {
  return new Map(found.flatMap((one) => ('file' in one ? [[one.file, one.bytes] as const] : [])));
}
