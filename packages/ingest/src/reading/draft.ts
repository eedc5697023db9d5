import type { AnsweredRow, FileReading, PersonNamed, Problem, Proposal } from '../proposal.ts';

/** What is known of a table file so far. */
export interface Draft {
  kind: string;
  note: string | undefined;
  readonly proposals: Proposal[];
  readonly problems: Problem[];
  readonly people: Map<string, PersonNamed>;
  readonly answered: AnsweredRow[];
  /** Takes proposals as they come, so that a long table is never held whole; they count only where `withdrawn` stays false. */
  readonly hand?: ((proposals: readonly Proposal[]) => void) | undefined;
  /** True where what was handed on before is not to be taken. */
  withdrawn: boolean;
}

export function emptyDraft(hand?: Draft['hand']): Draft {
  return {
    kind: 'unrecognised',
    note: undefined,
    proposals: [],
    problems: [],
    people: new Map(),
    answered: [],
    hand,
    withdrawn: false,
  };
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
    ...(draft.answered.length > 0 ? { answered: draft.answered } : {}),
    ...(draft.note ? { note: draft.note } : {}),
  };
}
