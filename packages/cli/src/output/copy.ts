import type { NamesCopied } from '@monitoring-timeline/core/people';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

/** What a copy came to. `equal` says that both logs are sound and have one head: events, streams and hash. */
export interface CopyAnswer {
  readonly from: string;
  readonly to: string;
  readonly copied: number;
  readonly alreadyThere: number;
  readonly head: string;
  readonly events: number;
  readonly streams: number;
  readonly people: NamesCopied | null;
  /** Seals that the log was held against, on both sides, and that lie with the copy. */
  readonly seals: number;
  readonly equal: boolean;
  readonly problems: readonly string[];
}

/** What a copy came to, as a page for a person. */
export function showCopy(answer: CopyAnswer, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(
    answer.equal ? 'Both stores hold the same log' : 'Copied, but one of the stores is not sound',
  );
  page.field('From', answer.from);
  page.field('To', answer.to);
  page.field('Copied', counted(answer.copied, 'event'));
  page.field('There before', counted(answer.alreadyThere, 'event'));
  if (answer.people !== null) {
    const { added, corrected, erased } = answer.people;
    page.field('Names', `${added} added, ${corrected} corrected, ${erased} erased`);
  }
  if (answer.seals > 0) page.field('Seals', String(answer.seals));
  page.field(
    'In all',
    `${counted(answer.events, 'event')} in ${counted(answer.streams, 'stream')}`,
  );
  page.field('Head', answer.head === '' ? 'none' : answer.head);
  if (answer.equal) {
    page.text(
      'Every hash of both was recomputed and holds. What readers keep beside a store is made again.',
    );
  }
  for (const problem of answer.problems) page.text(problem, 2);
  page.write();
}
