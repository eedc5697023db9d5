import type { Doubt, Problem } from '@monitoring-timeline/ingest';

/** What one place of a file says (a row, a line, or the file as a whole), before anything is imported. */
export interface ReadEntry {
  readonly file: string;
  readonly kind: string;
  readonly locator: string | null;
  readonly authority: string | null;
  readonly urn: string | null;
  readonly framework: string | null;
  readonly inspectionKind: string | null;
  readonly visitKind: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly letterDate: string | null;
  readonly publishedDate: string | null;
  readonly judgements: Readonly<Record<string, string>>;
  readonly findings: readonly {
    readonly kind: string;
    readonly number: number | null;
    readonly topic: string;
  }[];
  /** Area SEND: which of its three outcomes. */
  readonly outcome: string | null;
  readonly visitSequence: number | null;
  readonly leadInspector: string | null;
  readonly addressee: string | null;
  /**
   * How sure it is as a whole, by whom it is about, what took place when, and how that was judged: 1 printed outright, as in a table or
   * an event; 0.7 read by a rule that can fail; 0.3 guessed, or not all of it read; 0 where nothing was.
   */
  readonly confidence: number;
  readonly evidence: Readonly<Record<string, string>>;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly summary: string;
  }[];
  readonly problems: readonly Problem[];
  /** What import would ask about a claim that it takes as printed: it is hardly right. */
  readonly doubts: readonly (Doubt & { readonly locator: string })[];
  // what only a document has
  readonly version?: string | null;
  /** Days on site part by part, where carried out in more than one. */
  readonly parts?: readonly { readonly from: string; readonly to: string }[];
  readonly topic?: string | null;
  readonly progress?: string | null;
  readonly inspectors?: readonly { readonly name: string; readonly role: string }[];
  /** The inspection before, as this one tells of it. */
  readonly previous?: unknown;
  /** Every other claim drawn out: leadership, themes, indicators and the like. */
  readonly facts?: readonly unknown[];
  /** Figures in running text that no measure explains, each with its sentence and place. */
  readonly unexplained?: readonly {
    readonly printed: string;
    readonly sentence: string;
    readonly locator: string;
  }[];
  /** How sure each field is, and why where it is not. */
  readonly confidences?: Readonly<Record<string, string>>;
  readonly notes?: Readonly<Record<string, string>>;
}
