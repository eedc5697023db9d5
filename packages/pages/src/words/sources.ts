import { codeWords } from '@monitoring-timeline/core';
import type { Evidence } from '@monitoring-timeline/projections';
import { dateText } from './dates.ts';

type Source = Pick<Evidence, 'publisher' | 'title' | 'rank' | 'known' | 'documentPublic'> & {
  readonly edition?: string | null | undefined;
  readonly locator?: string | null | undefined;
  readonly url?: string | null | undefined;
};

/** Where a fact is written, as a reader looks for it. */
export interface SourceShown {
  readonly document: string;
  /** The place in it; empty where no source says. */
  readonly place: string;
  /** Where it can be opened, if that is on the web. */
  readonly url: string | null;
  readonly rank: string;
  readonly known: string;
  readonly later: string;
}

export function sourceShown(source: Source): SourceShown {
  const { publisher, title, edition, locator, url, rank, known, documentPublic } = source;
  return {
    document: [publisher, title, edition ? `edition of ${edition}` : ''].filter(Boolean).join(', '),
    place: locator ?? '',
    url: webAddress(url),
    rank: codeWords(rank),
    known: `${dateText(known.from)} (${codeWords(known.basis)})`,
    later:
      documentPublic === false ? 'The fact was public by then; this document came out later.' : '',
  };
}

/** An address that a browser may be sent to: whatever else a record holds is no link. */
export function webAddress(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}
