import type { Verification } from '@monitoring-timeline/core';
import type { RegisterVerification } from '@monitoring-timeline/core/people';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

/** What verifying found; without a head where the store is too damaged to open. */
export type VerifyAnswer = Omit<Verification, 'head'> & {
  readonly head: Verification['head'] | null;
  /** Of the register of people; null where there is none, or where it keeps nothing to verify by. */
  readonly people: RegisterVerification | null;
  /** The seals that are kept of the log, the events that the last covers and when it was made; null where there is none. */
  readonly seals: {
    readonly kept: number;
    readonly events: number;
    readonly made: string;
    /** True where the log begins with all that was sealed. */
    readonly valid: boolean;
  } | null;
  /** What is no damage, and yet should be known. */
  readonly warnings: readonly string[];
};

/** What verifying found, as a page for a person. */
export function showVerification(store: string, answer: VerifyAnswer, terminal: Terminal): void {
  const { events, streams, head, valid, firstBroken, problems, people, seals, warnings } = answer;
  const page = new Page(terminal);
  page.title(valid ? `${store} is sound` : `${store} is not what was written to it`);
  const read = `${counted(events, 'event')} in ${counted(streams, 'stream')}`;
  page.text(
    valid ? `${read}: every hash was recomputed and holds.` : `${read} were read and found sound.`,
  );
  if (people) {
    const isUnread = people.hash === '' && !people.valid;
    page.text(
      isUnread
        ? 'The register of people cannot be read:'
        : `${counted(people.names, 'name')} of people and ${counted(people.erased, 'erasure')}${people.valid ? ' are as they were committed.' : ':'}`,
    );
    for (const problem of people.problems) page.text(problem, 2);
  }
  if (seals?.valid) {
    page.text(
      `It begins with what was sealed: ${counted(seals.kept, 'seal')}, the last of ${counted(seals.events, 'event')} on ${seals.made}.`,
    );
  }
  if (head && head.events > 0) {
    page.field('Head', head.hash);
    if (people?.hash) page.field('People', people.hash);
    page.text(
      'Note the head elsewhere: two stores with one head hold the same log, and `timeline verify --head HASH` shows whether a later one still holds it.',
    );
  }
  if (firstBroken) {
    page.section('First broken place');
    page.field('Position', firstBroken.position ?? 'not known');
    if (firstBroken.stream !== null) {
      page.field(
        'Stream',
        `${firstBroken.stream}, revision ${firstBroken.revision ?? 'not known'}`,
      );
    }
    page.field('Reason', firstBroken.reason);
  }
  if (problems.length > 0) {
    page.section('Storage');
    for (const problem of problems) page.text(problem, 2);
  }
  if (warnings.length > 0) page.section('To look at');
  for (const warning of warnings) page.text(warning, 2);
  page.write();
}
