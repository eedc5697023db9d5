import type { Directory } from '@monitoring-timeline/core';
import type { Dates } from '@monitoring-timeline/projections';
import type { Policy } from '@monitoring-timeline/projections/policy';
import type { AnswerOf, Shipped, WordsOf } from '@monitoring-timeline/projections/questions';
import type { Links } from '../links/links.ts';
import type { Asked } from './asked.ts';

/** What a page is shown with: the questions, at the days of its address. */
export interface Asking extends Asked {
  /** Asks a shipped question at the days of the page. @throws what `Timeline.ask` throws */
  ask<N extends keyof Shipped>(
    question: N,
    words: WordsOf<Shipped[N]>,
  ): Promise<AnswerOf<Shipped[N]>>;
  /** The same at other days, given in place of those of the page. */
  askAt<N extends keyof Shipped>(
    days: Pick<Dates, 'asOf' | 'knownAt'>,
    question: N,
    words: WordsOf<Shipped[N]>,
  ): Promise<AnswerOf<Shipped[N]>>;
  readonly links: Links;
  readonly directory: Directory;
  /** The rules that answers go by. */
  readonly policy: Policy;
  /** The days of the page, ISO. */
  readonly asOf: string;
  readonly knownAt: string;
  /** The day of the reader's visit before today's, ISO; undefined where their browser keeps none, and on other pages than that which asks. */
  readonly lastVisit: string | undefined;
  /** What stands in the path, by its name. */
  readonly path: Readonly<Record<string, string>>;
}

/** One page as it is to be written. */
export interface Shown {
  /** The heading, and what the window is called. */
  readonly title: string;
  /** What the template is given beside the frame. */
  readonly model: object;
}

/** One page: where it is, which words its address takes, and what it shows. */
export interface Page {
  /** As the router writes it, such as `/authorities/:authority`. */
  readonly address: string;
  /** How the navigation calls it; a page without one is reached from others. */
  readonly navigation?: string;
  /** Words of its query beside the days. */
  readonly words: readonly string[];
  /** File of its template below `src`. */
  readonly template: string;
  /** Modules of `browser` that it runs beside those of every page. */
  readonly modules?: readonly string[];
  /** True where it is another for readers whose last visit was on another day. */
  readonly asksLastVisit?: true;
  show(asking: Asking): Promise<Shown>;
}
