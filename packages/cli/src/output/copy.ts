import type { CopyAnswer } from '../commands/copy.ts';
import type { Terminal } from '../terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

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
