import { hash } from 'node:crypto';
import { type LogMove, ofWhole, type Step, type Watching } from '@monitoring-timeline/projections';
import {
  defer,
  distinctUntilChanged,
  finalize,
  type Observable,
  ReplaySubject,
  scan,
  share,
  tap,
} from 'rxjs';
import type { ServiceContext } from '../context/context.ts';
import { retryLater } from '../context/retry-later.ts';
import { ChangesFeed } from './changes-feed.ts';
import { groundOf } from './checkpoint.ts';
import { CloudEvents } from './cloud-events.ts';
import { EventsFeed } from './events-feed.ts';
import type { Feed } from './feed.ts';
import type { Interest } from './interest.ts';
import { NoticePages } from './notice-pages.ts';
import { NoticesFeed } from './notices-feed.ts';
import { RecentEvents } from './recent-events.ts';
import { RecentSteps } from './recent-steps.ts';
import { SharedPages } from './shared-pages.ts';

/** What subscriptions stand on. */
export type Followed = Pick<ServiceContext, 'store' | 'timeline'>;

/** What all share who follow one question. */
interface Watched {
  readonly recent$: Observable<RecentSteps>;
  readonly pages: SharedPages;
}

/** What all subscribers of this process share: what the one live engine gives, and the last of it at hand. */
export class Hub {
  readonly cloudEvents: CloudEvents;
  readonly noticePages: NoticePages;
  /** The last events of the log, each time that something came in. */
  readonly recent$: Observable<RecentEvents>;
  readonly #issued$: Observable<string>;
  readonly #eventPages = new SharedPages();
  readonly #context: Followed;
  readonly #watched = new Map<string, Watched>();

  constructor(context: Followed) {
    const { store, timeline } = context;
    this.#context = context;
    this.cloudEvents = new CloudEvents(store);
    this.noticePages = new NoticePages(timeline, this.cloudEvents);
    this.recent$ = timeline.log$.pipe(
      retryLater(),
      scan<LogMove, RecentEvents, undefined>(RecentEvents.after, undefined),
      share({ connector: () => new ReplaySubject<RecentEvents>(1) }),
    );
    this.#issued$ = timeline.issuing$.pipe(
      retryLater(),
      distinctUntilChanged(),
      tap(() => this.noticePages.renew()),
      share(),
    );
  }

  /** The feed of what is wanted. */
  open(interest: Interest): Feed {
    const { store, timeline } = this.#context;
    const { cloudEvents } = this;
    const { topic, question } = interest;
    if (topic === 'events') {
      const { events: wanted } = interest;
      const [name, pages] = [nameOf(interest), this.#eventPages];
      return new EventsFeed({ store, recent$: this.recent$, wanted, name, pages, cloudEvents });
    }
    if (!question) {
      const { noticePages } = this;
      return new NoticesFeed({ timeline, issued$: this.#issued$, interest, noticePages });
    }
    // of an answer that is one the region is part of the question; of others it only narrows what is told
    const region = ofWhole(question) ? interest.region : undefined;
    const { id, version } = timeline.policy;
    const name = JSON.stringify([topic, region ?? null]);
    const watching = () => timeline.watching(question, region === undefined ? {} : { region });
    return new ChangesFeed({
      store,
      question,
      interest,
      name: nameOf(interest),
      cloudEvents,
      watching,
      ...this.#watchedBy(name, watching),
      ground: groundOf([store.id, id, version, name]),
    });
  }

  #watchedBy(name: string, watching: () => Watching): Watched {
    const before = this.#watched.get(name);
    if (before) return before;
    const recent$ = defer(() => watching().steps$).pipe(
      retryLater(),
      scan<Step, RecentSteps, undefined>(RecentSteps.after, undefined),
      finalize(() => this.#watched.delete(name)),
      share({ connector: () => new ReplaySubject<RecentSteps>(1) }),
    );
    const watched = { recent$, pages: new SharedPages() };
    this.#watched.set(name, watched);
    return watched;
  }
}

/** The same for all who want the same. */
function nameOf({ topic, authorities, region, area, rule, events }: Interest): string {
  const whose = authorities && [...authorities];
  const wanted = JSON.stringify([topic, whose, region, area, rule, events.filter]);
  return hash('sha256', wanted, 'base64url');
}

const hubs = new WeakMap<Followed, Hub>();

/** The hub of a service: the same one for every concern. */
export function hubOf(context: Followed): Hub {
  const before = hubs.get(context);
  if (before) return before;
  const hub = new Hub(context);
  hubs.set(context, hub);
  return hub;
}
