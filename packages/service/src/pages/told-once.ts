import { LRUCache } from 'lru-cache';

/** A secret that nobody has come for is forgotten, ms. */
const toldWithinMs = 5 * 60_000;

/** Secrets between the form that made them and the page that tells them, once: in this process alone, on no disk. */
export class ToldOnce {
  readonly #untold = new LRUCache<string, string>({ max: 1000, ttl: toldWithinMs });

  /** @param whom who may be told @param what which secret it is */
  keep(whom: string | undefined, what: string, secret: string): void {
    this.#untold.set(`${whom} ${what}`, secret);
  }

  take(whom: string | undefined, what: string): string | undefined {
    const secret = this.#untold.get(`${whom} ${what}`);
    this.#untold.delete(`${whom} ${what}`);
    return secret;
  }
}
