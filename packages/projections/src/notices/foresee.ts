import type { IssuedNotice } from '../answers/notices.ts';

/** What a notice tells of a change, as far as it is known before it is issued. */
export type ForeseenChange = Pick<
  IssuedNotice,
  'kind' | 'authority' | 'day' | 'weight' | 'title' | 'text' | 'changes'
>;

/** The notices that work on a log gives rise to, the heaviest first. */
export interface Foreseeing {
  notices(options?: { readonly after?: string | undefined }): Promise<readonly IssuedNotice[]>;
}

/**
 * Has work done on a copy of a log, and tells the notices that it gives rise to, the heaviest first: which answers would change. The
 * first asking begins at the end of the copy, so that what is there alarms nobody.
 */
export async function foresee<T>(
  timeline: Foreseeing,
  work: () => Promise<T>,
): Promise<{
  /** What the work gave back. */
  readonly result: T;
  /** What would be told, without the word that an import ended. */
  readonly changes: readonly ForeseenChange[];
}> {
  const last = (await timeline.notices()).at(-1)?.sequence;
  const result = await work();
  const told = await timeline.notices({ after: last });
  const changes = told
    .filter(({ kind }) => kind !== 'ImportEnded')
    .sort((a, b) => b.weight - a.weight)
    .map(({ kind, authority, day, weight, title, text, changes: some }) => ({
      ...{ kind, authority, day, weight, title, text, changes: some },
    }));
  return { result, changes };
}
