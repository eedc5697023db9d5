import type {
  Authority,
  AuthorityKey,
  Directory,
  EventStore,
  Position,
} from '@monitoring-timeline/core';
import {
  defer,
  distinctUntilChanged,
  filter,
  finalize,
  map,
  merge,
  type Observable,
  ReplaySubject,
  share,
} from 'rxjs';
import type { z } from 'zod';
import type { Dates } from '../coordinates.ts';
import type { GrowingDirectory } from '../engine/directory.ts';
import { readQuestion } from '../questions/ask.ts';
import type { About, AnswerOf, Question, WordsOf } from '../questions/question.ts';
import { type AnsweringParts, AnswersAt, isOfRows, type WatchedQuestion } from './answers-at.ts';
import { changesSince, type Step } from './changes-since.ts';
import { type Checkpoint, sameCheckpoint } from './checkpoint.ts';
import { conflateScan } from './conflate-scan.ts';
import { keptUp } from './kept-up.ts';
import type { Live } from './live.ts';
import { type Authorities, joinAuthorities, joinMoved, type Moved, nobody } from './moved.ts';
import { changesOf, type RowChange, type WatchedRow } from './rows.ts';
import { upToDate } from './up-to-date.ts';

/** An answer as it has become. */
export interface WatchedAnswer<A> {
  /** Where it stands. Given as `after`, now or in another process, it goes on from there. */
  readonly checkpoint: Checkpoint;
  /** The whole answer, as when it is asked once. */
  readonly answer: A;
  /** What differs from the answer given before, or from the one at `after`; all there is where there was none. */
  readonly changes: readonly RowChange[];
}

/** What is watched, at which days, and from which answer on. */
export interface WatchOptions<Q extends Question = Question> {
  /** Words of the question, as when it is asked once. */
  readonly words?: WordsOf<Q>;
  /** Days and `publicOnly`; what is left out moves with the clock. */
  readonly dates?: Omit<Dates, 'upTo' | 'recordedAt'>;
  /** The checkpoint of an answer that was had. */
  readonly after?: Checkpoint;
  /** Of an answer that is a list about many: which authorities are meant. */
  readonly concerns?: (authority: AuthorityKey) => boolean;
}

/** A question that is worked out once for all who watch it. */
export interface Watching {
  /** Each step as it comes, also one that changes nothing; who comes later is given the last one first. */
  readonly steps$: Observable<Step>;
  /** What differs between any two checkpoints, worked out from the log. */
  between(from: Checkpoint | null, to: Checkpoint): Promise<readonly RowChange[]>;
}

/** How answers are followed as they change. */
export interface Watches {
  /**
   * A question's answer as it stands, and again whenever it is another; nothing where nothing but the days gone by differs.
   * The latest state wins: who is slow is given the next as one change. The work is shared, begins with the first who listens
   * and ends with the last; an error reaches those who listen to this question.
   * @throws WrongCall, UnknownAuthority, AmbiguousAuthority, UnknownEventType, the errors of the store, to who listens
   */
  watch<Q extends Question>(
    question: Q,
    options?: WatchOptions<Q>,
  ): Observable<WatchedAnswer<AnswerOf<Q>>>;
  /** A question as whoever keeps checkpoints follows it: of one about an authority without naming it, of all of them. */
  watching(question: Question, words?: Readonly<Record<string, unknown>>): Watching;
}

export interface WatchParts extends AnsweringParts {
  /** The one that questions are answered with. */
  readonly directory: GrowingDirectory;
  readonly live: Live;
}

export function createWatches(parts: WatchParts): Watches {
  const { live, store, directory } = parts;
  const shared = new Map<string, Watching>();

  function watchingOf(asked: WatchedQuestion): Watching {
    const name = JSON.stringify([asked.question.name, asked.words, asked.dates]);
    const before = shared.get(name);
    if (before) return before;
    const answers = new AnswersAt(asked, parts, live.today());
    /** The edition of the directory that the last step was worked out by. */
    let edition: number | undefined;
    const steps$ = merge(live.moved$, startAt(store)).pipe(
      conflateScan((step: Step | undefined, moved) => nextStep(step, moved), joinMoved),
      distinctUntilChanged(),
      finalize(() => {
        if (shared.get(name) === watching) shared.delete(name);
      }),
      share({ connector: () => new ReplaySubject(1) }),
    );
    const watching: Watching = {
      steps$: steps$.pipe(
        upToDate(
          async () => ({ position: (await store.head()).position, day: live.today() }),
          () => live.lookAtClock(),
        ),
      ),
      async between(from, to) {
        const whose = from === null ? 'everybody' : await answers.moved(from, to);
        const was = from === null ? new Map() : await answers.rows(from, whose);
        return changesOf(was, await answers.rows(to, whose));
      },
    };
    shared.set(name, watching);
    return watching;

    async function nextStep(before: Step | undefined, moved: Moved): Promise<Step> {
      const position = latest(before?.to.position ?? (await store.head()).position, moved.position);
      if (!before || position > before.to.position) await directory.refresh();
      const to = { day: live.today(), position };
      if (!before) {
        edition = directory.edition;
        const rows = await answers.rows(to, 'everybody');
        return { from: null, to, rows, changes: changesOf(new Map(), rows) };
      }
      const { authorities } = moved;
      if (sameCheckpoint(before.to, to) && authorities !== 'everybody') return before;
      const sameDirectory = edition === directory.edition;
      edition = directory.edition;
      const whose = sameDirectory ? await whoseSince(before.to, to, moved) : 'everybody';
      if (whose !== 'everybody' && whose.size === 0) {
        return { from: before.to, to, rows: before.rows, changes: [] };
      }
      const fresh = await answers.rows(to, whose);
      const [kept, was] = [new Map(before.rows), new Map<string, WatchedRow>()];
      for (const [key, row] of before.rows) {
        if (!answers.touches(key, whose)) continue;
        kept.delete(key);
        was.set(key, row);
      }
      const rows = new Map([...kept, ...fresh]);
      return { from: before.to, to, rows, changes: changesOf(was, fresh) };
    }

    async function whoseSince(
      from: Checkpoint,
      to: Checkpoint,
      moved: Moved,
    ): Promise<Authorities> {
      const missed = moved.after !== undefined && moved.after > from.position;
      if (from.day !== to.day || answers.ofLog) return 'everybody';
      return missed
        ? joinAuthorities(moved.authorities, await answers.moved(from, to))
        : moved.authorities;
    }
  }

  return {
    watching: (question, words = {}) => watchingOf({ question, words, dates: {} }),
    watch: <Q extends Question>(question: Q, options: WatchOptions<Q> = {}) =>
      defer(() => {
        const { words = {}, dates = {}, after, concerns = () => true } = options;
        readQuestion<About, z.ZodObject, z.ZodType>(question, words as WordsOf<Question>);
        const watching = watchingOf({ question, words, dates });
        return watching.steps$.pipe(
          changesSince(after ?? null, watching.between),
          keptUp((kept) => live.keep(kept)),
          map(
            (step) =>
              answered(question, step, concerns, parts.context.directory) as WatchedAnswer<
                AnswerOf<Q>
              >,
          ),
          filter(({ changes }, index) => index === 0 || changes.length > 0),
        );
      }),
  };
}

/** The end of the log as it is when somebody begins to listen. It tells nothing of what lies before it. */
function startAt(store: EventStore): Observable<Moved> {
  return defer(() => store.head()).pipe(
    map(({ position }) => ({ ...nobody, after: position, position })),
  );
}

function answered(
  question: Question,
  { to: checkpoint, rows, changes }: Step,
  concerns: (authority: AuthorityKey) => boolean,
  directory: Directory,
): WatchedAnswer<unknown> {
  const wanted = ({ authority }: { readonly authority: AuthorityKey | null }): boolean =>
    authority === null || concerns(authority);
  const own = inOrder([...rows.values()].filter(wanted), directory);
  const answers = own.map(({ answer }) => answer);
  return {
    checkpoint,
    answer: isOfRows(question) ? answers : answers[0],
    changes: changes.filter(wanted),
  };
}

/** Rows as a pull lists them: authority by authority as the directory does; what moved last stands last as it is kept. */
function inOrder(rows: readonly WatchedRow[], directory: Directory): readonly WatchedRow[] {
  if (rows.length < 2) return rows;
  const places = placesIn(directory.all());
  const placeOf = ({ authority }: WatchedRow): number =>
    authority === null ? -1 : (places.get(authority) ?? places.size);
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}

const placed = new WeakMap<readonly Authority[], ReadonlyMap<AuthorityKey, number>>();

/** Where each stands in a list; worked out once of each, since a directory gives the same list until it is another. */
function placesIn(all: readonly Authority[]): ReadonlyMap<AuthorityKey, number> {
  const places = placed.get(all) ?? new Map(all.map(({ key }, place) => [key, place]));
  placed.set(all, places);
  return places;
}

function latest(a: Position, b: Position | undefined): Position {
  return b !== undefined && b > a ? b : a;
}
