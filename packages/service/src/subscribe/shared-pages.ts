import type { FeedPage } from './feed.ts';

/** So many are known at a time. */
const known = 32;

/**
 * Pages for the many who stand at one place and want the same: they are given the very same page, made once. It is held no longer than
 * somebody is told of it.
 */
export class SharedPages {
  readonly #pages = new Map<string, Promise<FeedPage> | WeakRef<FeedPage>>();
  #end = '';

  /**
   * The page of a name.
   * @param end where the feed ends when it is read: what was read before it grew counts no more
   * @throws what making it throws, to all who wait for it
   */
  read(end: string, name: string, make: () => Promise<FeedPage>): Promise<FeedPage> {
    if (end !== this.#end) {
      this.#pages.clear();
      this.#end = end;
    }
    const before = this.#pages.get(name);
    const there = before instanceof WeakRef ? before.deref() : before;
    if (there) return Promise.resolve(there);
    const making = make();
    this.#pages.delete(name);
    this.#pages.set(name, making);
    const [oldest] = this.#pages.keys();
    if (oldest !== undefined && this.#pages.size > known) this.#pages.delete(oldest);
    const isKnown = (): boolean => this.#pages.get(name) === making;
    making.then(
      (page) => isKnown() && this.#pages.set(name, new WeakRef(page)),
      // the next who asks tries again
      () => isKnown() && this.#pages.delete(name),
    );
    return making;
  }
}
