import { codeWords } from '@monitoring-timeline/core';
import type { Shown } from '../page/page.ts';
import type { ChangeShown, JobShown } from '../visit/bring-in.ts';
import { capital, counted } from '../words/texts.ts';
import { linesShown } from './lines.ts';
import { onPage } from './on-page.ts';

/** How an import stands, in words. */
export function stateText({ state, dry, percent, result }: JobShown): string {
  if (state === 'waiting') return 'Waits for its turn';
  if (state === 'running') return `${percent} % read`;
  if (state === 'failed') return 'Failed';
  if (dry) return 'Tried out: nothing was written';
  return `Done: ${counted(result?.appended ?? 0, 'new fact')}`;
}

/** The answers that change, the heaviest first. */
export function changesShown(changes: readonly ChangeShown[]) {
  return changes.map(({ authority, weight, title, text }) => ({
    authority: authority ?? 'England',
    weight,
    title,
    text,
  }));
}

export function jobView(job: JobShown): Shown {
  const { dry, state, result, facts, read, changes, files, wrong } = job;
  const ended = state === 'done' || state === 'failed';
  return {
    title: dry ? 'What these documents would change' : 'What was brought in',
    model: {
      files,
      state: stateText(job),
      ended,
      percent: job.percent,
      filesDone: `${job.filesDone} of ${counted(files.length, 'file')}`,
      wrong: wrong ?? '',
      dry,
      counts: result && [
        [dry ? 'Would be new' : 'New facts', result.appended],
        ['On record already', result.alreadyKnown],
        [
          dry ? 'Would correct an earlier reading' : 'Corrected an earlier reading',
          result.corrected,
        ],
        ['Wait for a decision', result.waiting.length],
        ...(result.answered > 0 ? [['Answered what waited', result.answered]] : []),
      ],
      waiting: (result?.waiting ?? []).map((one) => ({
        // what is only tried out waits nowhere
        href: dry ? undefined : `/bring-in/waiting/${one.id}`,
        what: capital(codeWords(one.reason)),
        where: [one.file, one.place].filter(Boolean).join(', '),
        message: one.message,
      })),
      refused: result?.refused ?? [],
      notes: result?.notes ?? [],
      changes: changesShown(changes),
      read: counted(read, 'fact'),
      more: read > facts.length ? `The first ${facts.length} are shown.` : '',
      facts: facts.map((fact, at) => ({
        id: `fact-${at + 1}`,
        event: fact.event,
        authority: fact.authority,
        says: fact.says,
        where: [fact.file, fact.place].filter(Boolean).join(', '),
        lines: linesShown(fact.lines),
        // what is only tried out is not kept
        picture: dry ? undefined : onPage(fact.sha256, fact.place, fact.file),
      })),
    },
  };
}
