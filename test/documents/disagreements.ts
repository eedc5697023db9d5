/** One field in which the corpus says otherwise than the document that it was made from. */
export interface Disagreement {
  readonly file: string;
  readonly field: string;
  /** What the document says; empty where it says nothing. */
  readonly inDocument: string;
  readonly reason: string;
}

/** Where the corpus and the document disagree, the document counts. `docs/corpus-notes.md` tells the same to people. */
export const disagreements: readonly Disagreement[] = [
  {
    file: 'surrey/2015-06-03_sif_bf20d163.pdf',
    field: 'lscb',
    inDocument: '',
    reason:
      'The report holds no review of the safeguarding board; that was published apart on 3 August 2015.',
  },
];
