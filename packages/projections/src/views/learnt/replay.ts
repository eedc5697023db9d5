import {
  type AuthorityKey,
  addDays,
  type Claim,
  type EpochDay,
  isoDay,
  isRepair,
  type Known,
  type Recorded,
  sentenceOf,
} from '@monitoring-timeline/core';
import type { AnswerChange } from '../../answers/diff.ts';
import { AuthorityRecord } from '../../record/authority-record.ts';
import { compareText } from '../dated.ts';
import type { Answers, AnswersContext } from './answers.ts';
import { changesBetween } from './changes.ts';
import { answerChanges } from './diff.ts';
import { knownDays } from './known-days.ts';
import { PartsAsked } from './parts.ts';

/** One event as it became known, with the answers that it changed. */
export interface ReplayStep {
  /** Day on which it became known. */
  readonly day: string;
  /** Of which the answers changed, or the event tells. */
  readonly authority: AuthorityKey;
  /** Null where no event but the day itself changed answers: an edition came out, a window opened, a day passed. */
  readonly event: ReplayedEvent | null;
  /** Empty where the event changed no answer. */
  readonly changes: readonly AnswerChange[];
}

/** The event behind a step, in one line, with its source. */
export interface ReplayedEvent {
  /** Id of the event. */
  readonly id: string;
  /** What kind of fact it is. */
  readonly type: string;
  /** The event in one line. */
  readonly summary: string;
  /** Since when it was known, and how that is known. */
  readonly known: Known;
  /** Place in the whole log: opaque, compares as text. */
  readonly position: string;
  /** Who published the source. */
  readonly publisher: string;
  /** Title of the source. */
  readonly title: string;
  /** Place in the source; null where it is not given. */
  readonly locator: string | null;
}

/** Which days are replayed. */
export interface ReplayOptions {
  /** First and last day to replay, both inclusive; without them from the first event to the last. */
  readonly from?: EpochDay | undefined;
  /** As `from`: the last day. */
  readonly to?: EpochDay | undefined;
}

interface Step {
  readonly day: EpochDay;
  readonly authority: AuthorityKey;
  readonly claim: Claim | undefined;
}

/**
 * The record in the order in which it became known, lazily: by day, authority, id, whatever the order of arrival. Each step
 * asks where the authority stood on that day with what was known so far, so that the changes from `from` to `to` add
 * up to the diff between the day before `from` and `to`. How fast it plays is the caller's to say.
 */
export function* replay(
  records: Iterable<AuthorityRecord>,
  context: AnswersContext,
  { from, to }: ReplayOptions = {},
): Generator<ReplayStep, void, undefined> {
  const list = [...records];
  const steps = list.flatMap(stepsOf).sort(byDay);
  const first = from ?? steps[0]?.day;
  const last = to ?? steps.at(-1)?.day;
  if (first === undefined || last === undefined) return;
  const players = new Map(
    list.map(({ authority }) => [authority, new Player(authority, addDays(first, -1), context)]),
  );
  for (const step of steps) if (step.day < first) players.get(step.authority)!.learn(step);
  const turnings = new Turnings(first);
  for (const player of players.values()) turnings.put(player);
  const ends = list.map(({ authority }) => ({ day: last, authority, claim: undefined }));
  const shown = steps.filter(({ day }) => day >= first && day <= last);
  const played = [...shown, ...ends];
  for (const [index, step] of played.entries()) {
    for (const [day, player] of turnings.upTo(step.day)) {
      yield* player.play({ day, authority: player.authority, claim: undefined });
      turnings.put(player);
    }
    const player = players.get(step.authority)!;
    yield* player.play(step);
    // what follows at once moves the next turning again
    const next = played[index + 1];
    if (next?.authority !== step.authority || next.day !== step.day) turnings.put(player);
  }
}

/** Whom to ask again on which day, because a clock of theirs turns then without any event. */
class Turnings {
  readonly #players = new Map<EpochDay, Set<Player>>();
  readonly #dayOf = new Map<Player, EpochDay>();
  #next: EpochDay;

  constructor(first: EpochDay) {
    this.#next = first;
  }

  put(player: Player): void {
    const before = this.#dayOf.get(player);
    if (before !== undefined) this.#players.get(before)?.delete(player);
    const day = player.nextTurning();
    if (day === undefined) return;
    this.#dayOf.set(player, day);
    const those = this.#players.get(day) ?? new Set();
    this.#players.set(day, those.add(player));
  }

  /** Those of every day up to this one, in order of day and authority; a player may be put again meanwhile. */
  *upTo(day: EpochDay): Generator<readonly [EpochDay, Player]> {
    for (; this.#next <= day; this.#next = addDays(this.#next, 1)) {
      const those = [...(this.#players.get(this.#next) ?? [])];
      this.#players.delete(this.#next);
      those.sort((a, b) => compareText(a.authority, b.authority));
      for (const player of those) yield [this.#next, player];
    }
  }
}

/** One authority's record as it grows, and the answers that it last gave. */
class Player {
  readonly authority: AuthorityKey;
  readonly #record: AuthorityRecord;
  readonly #context: AnswersContext;
  readonly #before: EpochDay;
  readonly #parts: PartsAsked;
  #last: { readonly day: EpochDay; readonly answers: readonly Answers[] } | undefined;

  constructor(authority: AuthorityKey, before: EpochDay, context: AnswersContext) {
    this.authority = authority;
    this.#record = new AuthorityRecord(authority);
    this.#parts = new PartsAsked(this.#record, context);
    this.#before = before;
    this.#context = context;
  }

  learn({ claim }: Step): void {
    if (!claim) return;
    this.#record.add(asRecorded(claim));
    this.#parts.learn(claim.event);
  }

  /** The first day after the last one asked about on which an answer can read otherwise by time alone. */
  nextTurning(): EpochDay | undefined {
    this.#parts.on(this.#last?.day ?? this.#before);
    const first = this.#parts.next();
    return Number.isFinite(first) ? first : undefined;
  }

  *play(step: Step): Generator<ReplayStep, void, undefined> {
    this.#last ??= this.#ask(this.#before);
    if (this.#last.day !== step.day) {
      const changes = this.#change(step.day);
      if (changes.length > 0) yield this.#step(step, null, changes);
    }
    if (!step.claim) return;
    this.learn(step);
    const changes = this.#change(step.day);
    yield this.#step(step, this.#shown(step.claim, step.day), changes);
  }

  #ask(day: EpochDay) {
    return { day, answers: this.#parts.on(day) };
  }

  #change(day: EpochDay): readonly AnswerChange[] {
    const before = this.#last!;
    const after = this.#ask(day);
    this.#last = after;
    const changes = after.answers.flatMap((answers, part) => {
      const earlier = before.answers[part]!;
      return answers === earlier ? [] : answerChanges(changesBetween(earlier, answers));
    });
    return changes.length < 2 ? changes : changes.sort((a, b) => compareText(a.field, b.field));
  }

  #step(
    { day, authority }: Step,
    event: ReplayedEvent | null,
    changes: readonly AnswerChange[],
  ): ReplayStep {
    return { day: isoDay(day), authority, event, changes };
  }

  #shown({ event, position }: Claim, day: EpochDay): ReplayedEvent {
    const knowledge = this.#record.at({ asOf: day, knownAt: day });
    const said = knowledge.saidBy(this.#record.claim(event.id)!);
    return {
      id: event.id,
      type: event.type,
      summary: sentenceOf(said, this.#context.nameOf),
      known: event.known,
      position,
      publisher: event.source.publisher,
      title: event.source.title,
      locator: event.source.locator ?? null,
    };
  }
}

/** The steps of one record: its events, each on the day from which it counts, and the days on which editions came out. */
function stepsOf(record: AuthorityRecord): readonly Step[] {
  const claims = [...record.claims()];
  const days = knownDays(claims);
  const { authority } = record;
  const editions = new Set(claims.flatMap(({ editionDay }) => editionDay ?? []));
  return [
    ...claims.map((claim) => ({ day: days.get(claim.event.id)!, authority, claim })),
    ...[...editions].map((day) => ({ day, authority, claim: undefined })),
  ];
}

/** On one day what is repaired stands before its repairs, so that a step is never about something unheard of. */
function byDay(a: Step, b: Step): number {
  return (
    a.day - b.day ||
    compareText(a.authority, b.authority) ||
    rank(a) - rank(b) ||
    compareText(a.claim?.event.id ?? '', b.claim?.event.id ?? '')
  );
}

function rank({ claim }: Step): number {
  if (!claim) return 2;
  return isRepair(claim.event) ? 1 : 0;
}

function asRecorded({ event, position, recorded }: Claim): Recorded {
  return {
    event: event,
    stream: '',
    revision: 0,
    position,
    recorded,
    contentHash: '',
    chainHash: '',
  };
}
