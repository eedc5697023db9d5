import {
  type AuthorityKey,
  type EventStore,
  england,
  type Position,
} from '@monitoring-timeline/core';
import {
  authorityOfStream,
  Breath,
  type Dates,
  type Timeline,
} from '@monitoring-timeline/projections';
import type { Topic } from './interest.ts';

/** Where on its axes a projection stands: as of a day and as known on it, with the log up to a position. */
export interface Place {
  /** ISO day in London. */
  readonly day: string;
  readonly position: Position;
}

/** One answer of a projection. */
export interface Row {
  readonly authority: string | null;
  readonly answer: unknown;
}

export type Rows = ReadonlyMap<string, Row>;

/** Which answers may differ from one place to another. */
export type Moved = ReadonlySet<AuthorityKey> | 'everything';

/** A topic whose answers change with the log and the days. */
export type ProjectionTopic = Exclude<Topic, 'events' | 'notices'>;

/** The answers of a projection at any place, authority by authority; the picture is one answer. */
export class Projection {
  readonly topic: ProjectionTopic;
  readonly region: string | undefined;
  readonly #timeline: Timeline;
  readonly #store: EventStore;

  constructor(
    topic: ProjectionTopic,
    region: string | undefined,
    { timeline, store }: { readonly timeline: Timeline; readonly store: EventStore },
  ) {
    this.topic = topic;
    this.region = topic === 'picture' ? region : undefined;
    this.#timeline = timeline;
    this.#store = store;
  }

  /** Keys under which answers are kept together: one an authority. */
  #keys(): readonly AuthorityKey[] {
    if (this.topic === 'picture') return [england];
    return this.#timeline.directory.all().map(({ key }) => key);
  }

  /** The answers about those that moved, by key; `authority/rule/anchor` where an authority has several. */
  async rows(place: Place, moved: Moved): Promise<Map<string, Row>> {
    const rows = new Map<string, Row>();
    const breath = new Breath();
    const keys = this.topic === 'picture' || moved === 'everything' ? this.#keys() : [...moved];
    for (const key of keys) {
      await breath.take();
      // an authority that the directory does not list yet has no answers
      if (key !== england && !this.#timeline.directory.get(key)) continue;
      for (const [name, row] of await this.#of(key, { asOf: place.day, upTo: place.position })) {
        rows.set(name, row);
      }
    }
    return rows;
  }

  /** Whose answers can differ between two places; everybody's once a day has passed or the national record has moved. */
  async moved(from: Place, to: Place): Promise<Moved> {
    if (from.day !== to.day) return 'everything';
    const keys = new Set<AuthorityKey>();
    for (let after = from.position, atEnd = false; !atEnd && after < to.position; ) {
      const page = await this.#store.readAll(after, { limit: 1000 });
      for (const { stream, position } of page.events) {
        const key = position > to.position ? undefined : authorityOfStream(stream);
        if (key === england) return 'everything';
        if (key !== undefined) keys.add(key);
      }
      // most of the answers are then worked out anew anyway
      if (keys.size > 100) return 'everything';
      after = page.next;
      atEnd = page.atEnd;
    }
    return keys;
  }

  async #of(key: AuthorityKey, dates: Dates): Promise<readonly (readonly [string, Row])[]> {
    const timeline = this.#timeline;
    const one = async (answer: Promise<unknown>): Promise<readonly (readonly [string, Row])[]> => [
      [key, { authority: key, answer: await answer }],
    ];
    switch (this.topic) {
      case 'standing':
        return one(timeline.standing(key, dates));
      case 'trajectory':
        return one(timeline.trajectory(key, dates));
      case 'leadership':
        return one(timeline.leadership(key, dates));
      case 'interventions':
        return one(timeline.interventions(key, dates));
      case 'themes':
        return one(timeline.themes(key, dates));
      case 'picture': {
        const answer = await timeline.picture(dates, { region: this.region });
        return [[key, { authority: null, answer }]];
      }
      case 'due': {
        const rows = await timeline.due(dates, { authority: key });
        return rows.map((answer, index) => {
          const { rule, anchor } = answer;
          const name = [key, rule ?? 'no_rule', anchor?.date ?? index].join('/');
          return [name, { authority: key, answer }] as const;
        });
      }
    }
  }
}

/** True where an answer under this name is about one of those that moved. */
export function isOf(name: string, moved: Moved): boolean {
  return moved === 'everything' || moved.has((name.split('/', 1)[0] ?? '') as AuthorityKey);
}
