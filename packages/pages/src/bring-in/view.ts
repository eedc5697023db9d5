import { codeWords } from '@monitoring-timeline/core';
import { withQuery } from '../links/links.ts';
import type { Shown } from '../page/page.ts';
import type { BringInDesk, JobShown, WaitingRow } from '../visit/bring-in.ts';
import { instantText } from '../words/dates.ts';
import { capital, counted, heldUnder } from '../words/texts.ts';
import { stateText } from './job-view.ts';

interface Wanted {
  readonly limits: BringInDesk['limits'];
  readonly which: 'open' | 'decided';
  readonly reason: string | undefined;
  readonly done: string | undefined;
}

const megabyte = 1024 * 1024;

/** Endings that a browser offers first; what else is chosen is told by what it holds. */
const accepted = '.pdf,.docx,.odt,.html,.htm,.mhtml,.mht,.eml,.txt,.md,.csv,.tsv,.ods,.xlsx,.jsonl';

const ways: Readonly<Record<WaitingRow['accept'], string>> = {
  as_is: 'Agree, or turn down',
  side: 'Choose a source',
  correction: 'Correct a grade, or leave it',
  cells: 'Mend a cell',
  claim: 'Mend the file, or write the claim',
};

const done: Readonly<Record<string, string>> = {
  accepted: 'It is accepted, and stands in the log with your name.',
  rejected: 'It is turned down, and does not wait again.',
};

/** What waits, by reason, beside the place for new documents. */
export function bringInView(
  rows: readonly WaitingRow[],
  jobs: readonly JobShown[],
  { limits, which, reason, done: said }: Wanted,
): Shown {
  const reasons = Map.groupBy(rows, (row) => row.reason);
  const wanted = rows.filter((row) => reason === undefined || row.reason === reason);
  const word = which === 'open' ? 'waits' : 'was decided';
  const words = which === 'open' ? 'wait' : 'were decided';
  return {
    title: 'Bring in documents',
    model: {
      done: heldUnder(done, said) ?? '',
      accepted,
      limit: `Up to ${limits.files} at a time and ${Math.floor(limits.bytes / megabyte)} MB together`,
      jobs: jobs.slice(0, 10).map((job) => ({
        href: `/bring-in/imports/${job.id}`,
        files: job.files.join(', '),
        state: stateText(job),
        by: job.by,
        begun: instantText(job.begun),
      })),
      which,
      other:
        which === 'open'
          ? { text: 'What was decided', href: '/bring-in?which=decided#waiting' }
          : { text: 'What waits', href: '/bring-in#waiting' },
      heading: which === 'open' ? 'What waits for a decision' : 'What was decided',
      caption: `${wanted.length} ${wanted.length === 1 ? word : words}`,
      reasons: [...reasons].map(([code, some]) => ({
        text: `${capital(codeWords(code))} (${some.length})`,
        href: `${withQuery('/bring-in', { which: which === 'open' ? '' : which, reason: code })}#waiting`,
        current: code === reason,
      })),
      rows: wanted.map((row) => ({
        id: row.id,
        href: `/bring-in/waiting/${row.id}`,
        what: capital(codeWords(row.reason)),
        message: row.message,
        where: [row.file, row.place].filter(Boolean).join(', '),
        authority: row.authority ?? 'not known',
        way: row.decided
          ? `${capital(row.status)} by ${row.decided.by}, ${instantText(row.decided.at)}${row.decided.why ? `: ${row.decided.why}` : ''}`
          : ways[row.accept],
        raised: instantText(row.raised),
      })),
      nothing: which === 'open' ? 'Nothing waits.' : 'Nothing was decided yet.',
      all:
        reason === undefined
          ? undefined
          : withQuery('/bring-in', { which: which === 'open' ? '' : which }),
      count: counted(rows.length, 'thing'),
    },
  };
}
