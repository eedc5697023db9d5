import { addDays, type ClaimEvent, epochDay, isoDay } from '@monitoring-timeline/core';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { claimEvent, day } from '@monitoring-timeline/core/testing';
import {
  createVirtualClock,
  type IssuedNotice,
  londonToday,
  openTimeline,
} from '@monitoring-timeline/projections';
import {
  createService,
  createToken,
  readSettings,
  type Service,
} from '@monitoring-timeline/service';
import { parseFeed } from '@rowanmanning/feed-parser';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../service/receiver.ts';
import { append } from '../service/small-claims.ts';
import { caughtUp, type Subscriber, subscribeTo } from '../service/subscriber.ts';
import { until } from '../support/until.ts';

/** What is compared of a notice, on every channel. */
type Told = readonly [id: string, time: string];

/** What may happen, in any order. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant('something comes in' as const) },
  { weight: 1, arbitrary: fc.constant('a day goes by' as const) },
  { weight: 2, arbitrary: fc.constant('the stream is cut' as const) },
  { weight: 2, arbitrary: fc.constant('the stream comes back' as const) },
  { weight: 2, arbitrary: fc.constant('who pulls pulls' as const) },
  { weight: 2, arbitrary: fc.constant('who reads the feed reads it' as const) },
  { weight: 1, arbitrary: fc.constant('who follows goes' as const) },
  { weight: 1, arbitrary: fc.constant('who follows comes back' as const) },
  { weight: 1, arbitrary: fc.constant('the receiver refuses once' as const) },
  { weight: 1, arbitrary: fc.constant('the service ends and begins again' as const) },
);

const settings = readSettings({
  flags: {
    port: 0,
    logLevel: 'silent',
    webhooksToPrivate: true,
    webhooksOverHttp: true,
    ratePerMinute: 1_000_000,
    tokenRatePerMinute: 1_000_000,
    workSecondsPerMinute: 600,
  },
});

/** A log with its service, and a reader on every channel. */
class Channels {
  readonly clock = createVirtualClock('2026-03-02');
  readonly parts = {
    store: createMemoryStore({ now: () => new Date(this.clock.now()) }),
    state: createMemoryStateStore(),
    people: createMemoryPeopleRegister(),
    documents: createMemoryDocumentStore(),
    clock: this.clock,
    emptyStore: async () => createMemoryStore(),
  };
  readonly told = {
    pulled: [] as Told[],
    streamed: [] as Told[],
    fed: [] as Told[],
    followed: [] as Told[],
  };
  readonly #begins: 'now' | undefined;
  #service: Service | undefined;
  #url = '';
  #receiver: Receiver | undefined;
  #stream: Subscriber | undefined;
  #lastId = '';
  #checkpoint: string | undefined;
  #following: { readonly stop: AbortController; readonly over: Promise<void> } | undefined;
  #followed = '';
  #number = 0;

  constructor(begins: 'now' | undefined) {
    this.#begins = begins;
  }

  async open(before: 'nothing' | 'facts' | 'notices'): Promise<void> {
    if (before !== 'nothing') await append(this.parts.store, this.#appointment());
    await this.#serve();
    if (before === 'notices') {
      await this.#get('/api/notices');
      await append(this.parts.store, this.#appointment());
    }
    const headers = await this.#editor();
    this.#receiver = await startReceiver();
    const wanted = { url: this.#receiver.url, topic: 'notices', after: this.#begins ?? '' };
    const made = await fetch(`${this.#url}/api/webhooks`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
    });
    expect(made.status).toBe(201);
    await this.#listen();
    await this.#stream!.until(caughtUp);
    if (this.#begins === 'now') {
      // whoever pulls, reads or follows notes where they begin
      const all = await this.#get<readonly IssuedNotice[]>('/api/notices?limit=2000');
      this.#checkpoint = all.at(-1)?.checkpoint;
      this.#followed = this.#checkpoint ?? '';
      this.#first = all.at(-1)?.sequence ?? '';
    }
    await this.#follow();
  }

  async take(what: typeof step extends fc.Arbitrary<infer S> ? S : never): Promise<void> {
    if (what === 'something comes in') await append(this.parts.store, this.#appointment());
    else if (what === 'a day goes by') await this.clock.advance(86_400_000);
    else if (what === 'the stream is cut') this.#cut();
    else if (what === 'the stream comes back') await this.#listen();
    else if (what === 'who pulls pulls') await this.pull();
    else if (what === 'who reads the feed reads it') await this.read();
    else if (what === 'who follows goes') await this.#stopFollowing();
    else if (what === 'who follows comes back') await this.#follow();
    else if (what === 'the receiver refuses once') {
      const receiver = this.#receiver!;
      const before = receiver.received.length;
      receiver.answer = () => (receiver.received.length === before + 1 ? 503 : 200);
    } else {
      this.#cut();
      await this.#service!.close();
      await this.#serve();
    }
  }

  /** Goes on until every channel has told as many as there are; gives what was issued since they began. */
  async settle(): Promise<readonly IssuedNotice[]> {
    await this.#listen();
    await this.#follow();
    const all = await this.#get<readonly IssuedNotice[]>('/api/notices?limit=2000');
    const since = this.#begun();
    const issued = all.filter(({ sequence }) => sequence > since);
    await this.pull();
    await this.read();
    // caught up is who has all that there was
    await this.#stream!.until(caughtUp);
    this.#takeStream();
    await until('for who follows', () => this.told.followed.length >= issued.length);
    await until('for the receiver', async () => {
      if (new Set(this.#receiver!.taken.map(({ id }) => id)).size >= issued.length) return true;
      await this.clock.advance(60_000);
      return false;
    });
    return issued;
  }

  /** As the receiver has them: what came again is left, as its documents say. */
  posted(): readonly { readonly subject: string; readonly told: Told }[] {
    const bodies = this.#receiver!.taken.map(({ body }) => JSON.parse(body));
    const first = new Map(
      bodies.map(({ id, time, subject }) => [id, { subject, told: [id, time] as const }]),
    );
    return [...first.values()];
  }

  /** Everything from the beginning, read anew. */
  async readAgain(): Promise<readonly Told[]> {
    const all = await this.#get<readonly IssuedNotice[]>('/api/notices?limit=2000');
    return all
      .filter(({ sequence }) => sequence > this.#begun())
      .map(({ id, issued }) => [id, issued]);
  }

  async close(): Promise<void> {
    this.#cut();
    await this.#stopFollowing();
    await this.#service!.close();
    await this.#receiver!.stop();
  }

  async pull(): Promise<void> {
    const after = this.#checkpoint === undefined ? '' : `&after=${this.#checkpoint}`;
    const page = await this.#get<readonly IssuedNotice[]>(`/api/notices?limit=2000${after}`);
    this.told.pulled.push(...page.map(({ id, issued }): Told => [id, issued]));
    this.#checkpoint = page.at(-1)?.checkpoint ?? this.#checkpoint;
  }

  async read(): Promise<void> {
    const since = this.#begun();
    const address = since === '' ? '/notices.atom' : `/notices.atom?since=${Number(since)}`;
    const answer = await fetch(`${this.#url}${address}`);
    const known = new Set(this.told.fed.map(([id]) => id));
    const entries = parseFeed(await answer.text()).items.map(
      ({ id, updated }): Told => [id!.slice('urn:uuid:'.length), updated!.toISOString()],
    );
    this.told.fed.push(...entries.toReversed().filter(([id]) => !known.has(id)));
  }

  /** The sequence of the last notice before the readers came. */
  #begun(): string {
    return this.#begins === undefined ? '' : this.#first;
  }

  #first = '';

  /** As a browser does: it names the last id that it had, where it had one, and keeps its address. */
  async #listen(): Promise<void> {
    if (this.#stream) return;
    const headers = this.#lastId === '' ? {} : { 'last-event-id': this.#lastId };
    const after = this.#begins === undefined ? '' : `?after=${this.#begins}`;
    this.#stream = await subscribeTo(
      `${this.#url}/api/subscribe/notices${after}`,
      headers as Record<string, string>,
    );
  }

  #taken = 0;

  #takeStream(): void {
    const { events } = this.#stream ?? { events: [] };
    this.told.streamed.push(...events.slice(this.#taken).map(({ id, time }): Told => [id, time!]));
    this.#taken = events.length;
  }

  #cut(): void {
    if (!this.#stream) return;
    this.#takeStream();
    this.#lastId = this.#stream.lastId;
    this.#stream.cut();
    this.#stream = undefined;
    this.#taken = 0;
  }

  /** What `timeline notices --follow` writes, going on after the last line that it wrote. */
  async #follow(): Promise<void> {
    if (this.#following) return;
    const { store, state, clock } = this.parts;
    const timeline = await openTimeline({ store, state, clock });
    const stop = new AbortController();
    const over = (async () => {
      for await (const { notices } of timeline.followNotices(this.#followed, stop.signal)) {
        for (const { id, issued, checkpoint } of notices) {
          this.told.followed.push([id, issued]);
          this.#followed = checkpoint;
        }
      }
      await timeline.close();
    })();
    this.#following = { stop, over };
  }

  async #stopFollowing(): Promise<void> {
    this.#following?.stop.abort();
    await this.#following?.over;
    this.#following = undefined;
  }

  async #serve(): Promise<void> {
    this.#service = await createService(this.parts, settings);
    this.#url = await this.#service.listen();
  }

  async #get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.#url}${path}`);
    expect({ path, status: answer.status }).toEqual({ path, status: 200 });
    return (await answer.json()) as T;
  }

  async #editor(): Promise<Readonly<Record<string, string>>> {
    const now = this.clock.now();
    const actor = { kind: 'person', name: 'tester' } as const;
    const changer = { store: this.parts.store, actor, now: new Date(now) };
    const expires = new Date(now + 86_400_000);
    const { text } = await createToken({ role: 'editor', expires }, changer);
    return { authorization: `Bearer ${text}` };
  }

  /** Another director of one of two authorities, each appointed a day after the one before: each is told. */
  #appointment(): ClaimEvent {
    this.#number += 1;
    const on = isoDay(addDays(epochDay('2026-01-01'), this.#number));
    const known = londonToday(new Date(this.clock.now()));
    return claimEvent(
      'LeadershipChanged',
      {
        role: 'dcs',
        change: 'started',
        status: 'interim',
        person: `p-${String(this.#number).padStart(20, '0')}`,
      },
      { authority: this.#number % 2 === 0 ? 'leeds' : 'merton', occurred: day(on), known },
    );
  }
}

it('each notice is told once, in order, under the id and time of its issue, on every channel, whatever is cut and whenever', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('nothing' as const, 'facts' as const, 'notices' as const),
      fc.constantFrom(undefined, 'now' as const),
      fc.array(step, { minLength: 3, maxLength: 14 }),
      async (before, begins, steps) => {
        const channels = new Channels(begins);
        await channels.open(before);
        for (const one of steps) await channels.take(one);
        const issued = (await channels.settle()).map(({ id, issued: at }): Told => [id, at]);
        const { told } = channels;
        for (const [channel, all] of Object.entries(told)) {
          expect({ channel, all }).toEqual({ channel, all: issued });
        }
        const posted = channels.posted();
        for (const [subject, own] of Map.groupBy(posted, (one) => one.subject)) {
          const place = new Map(issued.map(([id], index) => [id, index]));
          const places = own.map(({ told: [id] }) => place.get(id)!);
          expect({ subject, places }).toEqual({
            subject,
            places: places.toSorted((a, b) => a - b),
          });
        }
        expect(new Map(posted.map(({ told: one }) => one))).toEqual(new Map(issued));
        expect(await channels.readAgain()).toEqual(issued);
        await channels.close();
      },
    ),
    {
      numRuns: 8,
      seed: 14,
      examples: [
        ['nothing', 'now', ['the stream is cut', 'something comes in']],
        ['nothing', undefined, ['who follows goes', 'the stream is cut', 'something comes in']],
      ],
    },
  );
});
