import type { Serving } from '../../service/serving.ts';
import { opened, type PageRead } from '../page.ts';

/** A place at which a page and the answers are asked for the same: days, and an authority or a region. */
export interface Place {
  /** The days as an address has them, such as `asOf=2018-06-30&knownAt=2026-01-01`. */
  readonly at: string;
  readonly authority?: string;
  readonly region?: string;
}

/** What was set side by side so far, and where a page says otherwise than the answer. */
export class Comparing {
  readonly #serving: Serving;
  readonly wrong: string[] = [];
  /** Figures that were compared. */
  figures = 0;
  pages = 0;
  #url = '';

  constructor(serving: Serving) {
    this.#serving = serving;
  }

  /** Opens a page as a browser does; what is compared next is compared with it. */
  async open(url: string): Promise<PageRead> {
    this.#url = url;
    this.pages += 1;
    const page = await opened(this.#serving, url);
    this.same('status', page.status, 200);
    return page;
  }

  /** Asks the API. @throws Error where it does not answer */
  async api<T>(path: string): Promise<T> {
    const { body, statusCode } = await this.#serving.service.app.inject({
      url: `/api${path}`,
      headers: { host: 'localhost' },
    });
    if (statusCode !== 200) throw new Error(`/api${path} answers ${statusCode}: ${body}`);
    return JSON.parse(body) as T;
  }

  /** Compares what the page shows with what the answer tells; figures of a list count one by one. */
  same(what: string, shown: unknown, told: unknown): void {
    this.figures += Math.max(1, countOf(told));
    const [left, right] = [JSON.stringify(shown), JSON.stringify(told)];
    if (left !== right) this.wrong.push(`${this.#url}: ${what}: shown ${left}, told ${right}`);
  }
}

function countOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 1;
}
