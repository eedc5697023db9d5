import type { FeedPage } from './feed.ts';

/** So many places are known at a time. */
const known = 32;

type Shared = Promise<FeedPage> | WeakRef<FeedPage>;

/**
 * Pages for the many who stand at one place and want the same: they are given the very same page, made once. It is held no longer than
 * somebody is told of it.
 */
export class SharedPages {
  /** By the place after which they begin, and by what is wanted. */
  readonly #pages = new Map<string, Map<string, Shared>>();
  #end = '';

  /**
   * The page after a place, for all who want the same; at once where somebody has it.
   * @param end where the feed ends when it is read: what was read before it grew counts no more
   * @param wanted names what is wanted
   * @throws what making it throws, to all who wait for it
   */
  read(
    end: string,
    after: string,
    wanted: string,
    make: () => Promise<FeedPage>,
  ): FeedPage | Promise<FeedPage> {
    if (end !== this.#end) {
      this.#pages.clear();
      this.#end = end;
    }
    const before = this.#pages.get(after)?.get(wanted);
    const there = before instanceof WeakRef ? before.deref() : before;
    return there ?? this.#made(after, wanted, make());
  }

  #made(after: string, wanted: string, making: Promise<FeedPage>): Promise<FeedPage> {
    const place = this.#pages.get(after) ?? new Map<string, Shared>();
    place.delete(wanted);
    place.set(wanted, making);
    this.#pages.delete(after);
    this.#pages.set(after, place);
    for (const pages of [place, this.#pages] as readonly Map<string, unknown>[]) {
      const [oldest] = pages.keys();
      if (oldest !== undefined && pages.size > known) pages.delete(oldest);
    }
    const isKnown = (): boolean => place.get(wanted) === making;
    making.then(
      (page) => isKnown() && place.set(wanted, new WeakRef(page)),
      // the next who asks tries again
      () => isKnown() && place.delete(wanted),
    );
    return making;
  }
}
