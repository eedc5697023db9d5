import type { FileReading, PersonNamed, Problem, Proposal } from '../proposal.ts';

/** What is known of a table file so far. */
export interface Draft {
  kind: string;
  note: string | undefined;
  readonly proposals: Proposal[];
  readonly problems: Problem[];
  readonly people: Map<string, PersonNamed>;
}

export function emptyDraft(): Draft {
  return { kind: 'unrecognised', note: undefined, proposals: [], problems: [], people: new Map() };
}

export function readingOf(draft: Draft, file: string, sha256?: string): FileReading {
  return {
    file,
    kind: draft.kind,
    sha256,
    proposals: draft.proposals,
    problems: draft.problems,
    people: [...draft.people.values()],
    recorded: [],
    ...(draft.note ? { note: draft.note } : {}),
  };
}
