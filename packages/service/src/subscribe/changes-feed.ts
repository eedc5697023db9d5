import {
  checkpointOf,
  type EventStore,
  type Position,
  positionOfCheckpoint,
  positionWritten,
} from '@monitoring-timeline/core';
import {
  type Checkpoint,
  changesOf,
  type RowChange,
  rowSchema,
  sameCheckpoint,
  type Watching,
} from '@monitoring-timeline/projections';
import { type Question, withoutElapsing } from '@monitoring-timeline/projections/questions';
import { filter, firstValueFrom, type Observable } from 'rxjs';
import { v5 } from 'uuid';
import { type AnswerPoint, checkpointText, nothingSeen, readCheckpoint } from './checkpoint.ts';
import type { CloudEvents } from './cloud-events.ts';
import { invalidCheckpoint } from './errors.ts';
import { type FeedMessage, type FeedPage, now } from './feed.ts';
import { FollowedFeed } from './followed-feed.ts';
import { concerns, type Interest } from './interest.ts';
import type { Difference, RecentSteps } from './recent-steps.ts';
import type { SharedPages } from './shared-pages.ts';

/** Fixed for ever: the id of every change hangs on it. */
const namespace = '3f0b6d1e-9d0c-5a57-8d43-52a1a0f1c7be';

export interface ChangesFeedOptions {
  readonly store: EventStore;
  readonly question: Question;
  readonly interest: Interest;
  /** The same for all who want the same. */
  readonly name: string;
  readonly pages: SharedPages;
  readonly cloudEvents: CloudEvents;
  /** The question, worked out once for all who follow it in this process. */
  readonly watching: () => Watching;
  /** The last steps of it, each time that there is another. */
  readonly recent$: Observable<RecentSteps>;
  /** What its checkpoints are bound to: log, policy and what is asked. */
  readonly ground: string;
}

/** As in the text of a checkpoint, but with positions. */
interface Reached {
  readonly from: Checkpoint | null;
  readonly within: { readonly to: Checkpoint; readonly key: string } | undefined;
}

/** So many checkpoints of the log are remembered: those at which a reader stands. */
const remembered = 8;

/**
 * How the answers to a question change. Who begins without a checkpoint is given the present answers, each as a change from nothing;
 * who comes back is given what differs from what they had: each difference once, whatever lay between.
 */
export class ChangesFeed extends FollowedFeed<RecentSteps> {
  readonly #options: ChangesFeedOptions;
  /** The step that the reader is in the middle of. */
  #step: Difference | undefined;
  readonly #checkpoints = new Map<Position, string>();

  constructor(options: ChangesFeedOptions) {
    super();
    this.#options = options;
  }

  protected get grown$(): Observable<RecentSteps> {
    return this.#options.recent$;
  }

  async begin(given: string | undefined): Promise<string> {
    const { store, ground } = this.#options;
    if (given === undefined || given === '') return checkpointText(ground, nothingSeen);
    if (given === now) {
      return this.#text({ from: await this.#present(), within: undefined });
    }
    const reached = readCheckpoint(ground, given);
    const { position } = await store.head();
    for (const place of [reached.from, reached.within?.to]) {
      if (place && (await positionOfCheckpoint(store, place.checkpoint)) > position) {
        throw invalidCheckpoint(given, `this log ends at ${position || 'its beginning'}`);
      }
    }
    return this.#text(reachedIn(reached));
  }

  protected reader(
    after: string,
    limit: number,
  ): (latest: RecentSteps | undefined) => Promise<FeedPage> {
    const { name, pages } = this.#options;
    const wanted = `${name} ${limit}`;
    let [at, upToDate] = [after, false];
    return async (recent: RecentSteps | undefined): Promise<FeedPage> => {
      // caught up is who has all that there was when they came
      const present = upToDate && recent ? recent : await this.#upToDate();
      upToDate = true;
      const { day, position } = present.at;
      const page = await pages.read(`${day} ${position}`, at, wanted, () =>
        this.#page(present, at, limit),
      );
      at = page.next;
      return page;
    };
  }

  /** The present end of the log and of the day. */
  async #present(): Promise<Checkpoint> {
    return (await firstValueFrom(this.#options.watching().steps$)).to;
  }

  async #upToDate(): Promise<RecentSteps> {
    const { recent$ } = this.#options;
    const { day, position } = await this.#present();
    const there = ({ at }: RecentSteps): boolean => at.position >= position && at.day >= day;
    return firstValueFrom(recent$.pipe(filter(there)));
  }

  async #page(recent: RecentSteps, after: string, limit: number): Promise<FeedPage> {
    const { ground } = this.#options;
    let reached = reachedIn(readCheckpoint(ground, after));
    const messages: FeedMessage[] = [];
    while (messages.length < limit) {
      const step = await this.#next(recent, reached);
      if (!step) return { messages, next: await this.#text(reached), atEnd: true };
      const past = reached.within?.key;
      const wanted = step.changes.filter(
        (change) => (past === undefined || change.key > past) && this.#wants(change),
      );
      const taken = wanted.slice(0, limit - messages.length);
      const whole = taken.length === wanted.length;
      const end = { from: step.to, within: undefined };
      for (const [index, change] of taken.entries()) {
        const last = whole && index === taken.length - 1;
        const within = { from: step.from, within: { to: step.to, key: change.key } };
        messages.push(this.#message(step, change, await this.#text(last ? end : within)));
      }
      if (!whole) break;
      this.#step = undefined;
      reached = end;
    }
    const next = messages.at(-1)?.checkpoint ?? (await this.#text(reached));
    return { messages, next, atEnd: false };
  }

  async #text({ from, within }: Reached): Promise<string> {
    return checkpointText(this.#options.ground, {
      from: from && (await this.#place(from)),
      within: within && { to: await this.#place(within.to), key: within.key },
    });
  }

  async #place({ day, position }: Checkpoint): Promise<AnswerPoint> {
    const checkpoint =
      this.#checkpoints.get(position) ?? (await checkpointOf(this.#options.store, position));
    if (this.#checkpoints.size >= remembered) this.#checkpoints.clear();
    this.#checkpoints.set(position, checkpoint);
    return { day, checkpoint };
  }

  async #next(recent: RecentSteps, { from, within }: Reached): Promise<Difference | undefined> {
    const to = within?.to ?? recent.at;
    const step = this.#step;
    if (within && step && sameCheckpoint(step.from, from) && sameCheckpoint(step.to, to))
      return step;
    // who is ahead of what was worked out here waits until that is there, too
    const ahead = from !== null && (from.position > to.position || from.day > to.day);
    if (!within && (ahead || sameCheckpoint(from, to))) return undefined;
    this.#step = (from && recent.between(from, to, (answer) => this.#settled(answer))) ?? {
      from,
      to,
      changes:
        from === null && sameCheckpoint(to, recent.at)
          ? changesOf(new Map(), recent.rows)
          : await this.#options.watching().between(from, to),
    };
    return this.#step;
  }

  #wants({ authority, before, after }: RowChange): boolean {
    const { interest } = this.#options;
    const { area, rule } = interest;
    if (authority !== null && !concerns(interest, authority)) return false;
    if (rule !== undefined && ![before, after].some((row) => ruleOf(row) === rule)) return false;
    if (area === undefined) return true;
    return this.#areaOf(before, area) !== this.#areaOf(after, area);
  }

  /** An answer as a text that stays the same while nothing but the days gone by differs. */
  #settled(answer: unknown): string {
    return JSON.stringify(withoutElapsing(rowSchema(this.#options.question), answer));
  }

  /** What an answer says of one area, as a text that stays the same while nothing but the days gone by differs. */
  #areaOf(answer: unknown, area: string): string {
    const { question } = this.#options;
    return JSON.stringify(areaOf(withoutElapsing(rowSchema(question), answer), area));
  }

  #message({ from, to }: Difference, change: RowChange, checkpoint: string): FeedMessage {
    const { cloudEvents, interest } = this.#options;
    const { topic, region } = interest;
    const { key, authority, before, after } = change;
    const about = authority ?? region ?? null;
    const event = cloudEvents.of({
      id: v5(JSON.stringify([cloudEvents.source, topic, about, key, from, to]), namespace),
      type: `${topic}.changed`,
      subject: about,
      data: { topic, key, authority, asOf: to.day, upTo: to.position, before, after },
    });
    return { checkpoint, authority, event, text: JSON.stringify(event) };
  }
}

function reachedIn({ from, within }: ReturnType<typeof readCheckpoint>): Reached {
  return {
    from: from && placeOf(from),
    within: within && { to: placeOf(within.to), key: within.key },
  };
}

function placeOf({ day, checkpoint }: AnswerPoint): Checkpoint {
  return { day, position: positionWritten(checkpoint) };
}

interface Answer {
  readonly rule?: unknown;
  readonly overall?: unknown;
  readonly areas?: Readonly<Record<string, unknown>>;
}

function ruleOf(answer: unknown): unknown {
  return (answer as Answer | null)?.rule;
}

/** What an answer says of one area; null where it says nothing. */
function areaOf(answer: unknown, area: string): unknown {
  const { areas, overall } = (answer ?? {}) as Answer;
  return areas?.[area] ?? (area === 'overall' ? overall : undefined) ?? null;
}
