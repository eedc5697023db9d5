import type {
  Area,
  AuthorityKey,
  ClaimEvent,
  Framework,
  GradeOrNot,
  InspectionKind,
  Known,
  PartialDate,
  Source,
  VisitKind,
} from '@monitoring-timeline/core';
import type { Locator } from './model.ts';

/**
 * `high`: printed where this kind of document prints it, in a form that leaves no other reading. `medium`: read by a rule that
 * can fail, or inferred and said to be so. `low`: a guess from what surrounds it (a file name); never taken without a person.
 */
export type Confidence = 'high' | 'medium' | 'low';

/** One thing drawn out of a document: what, where it stands, how sure. */
export interface Read<T> {
  /** What was read, in the form that claims have it in. */
  readonly value: T;
  /** One a line; empty where nothing in the document says it (a file name, an inference), which `note` then tells. */
  readonly locators: readonly Locator[];
  /** How sure the reading is. */
  readonly confidence: Confidence;
  /** Why it is less than sure, or how it was inferred or repaired. */
  readonly note?: string | undefined;
  /** Names of the rules that read it, where they stand by the documents that prove them (`rules/proven.ts`). */
  readonly rules?: readonly string[] | undefined;
}

/** Name of a kind of document: small letters and underscores. The kinds that are read stand in `kinds/index.ts`. */
export type DocumentKind = string;

/** The authority that a document is about. */
export interface AuthorityRead {
  /** Its key in the directory. */
  readonly key: AuthorityKey;
  /** Its name in the directory. */
  readonly name: string;
  /** As the document prints it. */
  readonly printed: string;
}

/** Days on site; `to` is absent where only the first is given. Two parts or more stand in `parts`, first to last. */
export interface DaysRead {
  /** ISO day, as `to` and those of `parts`; all are inclusive. */
  readonly from: string;
  /** The last day; ISO. */
  readonly to?: string | undefined;
  /** Each stretch of days by itself; absent where there was one. */
  readonly parts?:
    | readonly {
        /** The first day; ISO. */
        readonly from: string;
        /** The last day; ISO. */
        readonly to: string;
      }[]
    | undefined;
}

/** A grade that a report prints for one area. */
export interface JudgementRead {
  /** Which part of the work was judged. */
  readonly area: Area;
  /** The grade, or that none was given. */
  readonly grade: GradeOrNot;
  /** The grade and the area as printed. */
  readonly printed: string;
  /** The area as printed: wordings differ within one framework and year. */
  readonly label: string;
  /** Code of the area in its framework. */
  readonly code?: string | undefined;
  /** Areas that one joint grade stands for. */
  readonly covers?: readonly Area[] | undefined;
}

/** What inspectors recommend, find wanting, call a priority or find good; its sentence is never kept. */
export interface FindingRead {
  /** What the document calls it; `priority_action` is the serious tier of a visit. */
  readonly kind: 'recommendation' | 'improvement_point' | 'priority_action' | 'good_practice';
  /** As the document numbers it; absent where it does not. */
  readonly number?: number | undefined;
  /** A short label in our own words, never the sentence. */
  readonly topic: string;
  /** Code of its theme; absent where its words fit none. */
  readonly theme?: string | undefined;
}

/** An inspector whom a document names with a part in the inspection. */
export interface InspectorRead {
  /** Without titles and posts. */
  readonly name: string;
  /** Part in the inspection. */
  readonly role: 'lead' | 'deputy' | 'team' | 'quality_assurance' | 'data_analyst' | 'other';
}

/** An earlier inspection as this document tells of it. */
export interface PreviousRead {
  /** Day, month or year, as precise as it is told. */
  readonly when?: string | undefined;
  /** What `when` is a day of: inspectors at work, or the report coming out. */
  readonly what: 'inspected' | 'published' | 'not_said';
  /** The grades that it is said to have given. */
  readonly judgements: readonly {
    /** Which part of the work was judged. */
    readonly area: Area;
    /** The grade, or that none was given. */
    readonly grade: GradeOrNot;
  }[];
}

/** Whom a letter is addressed to. */
export interface AddresseeRead {
  /** Absent where only a post is addressed. */
  readonly name?: string | undefined;
  /** The post as the address prints it. */
  readonly role?: string | undefined;
  /** Who is addressed with them. */
  readonly with?: readonly {
    /** As the address prints it. */
    readonly name: string;
    /** The post as the address prints it. */
    readonly role?: string | undefined;
  }[];
}

/**
 * Any other claim of the catalogue, as its event says it: leadership, intervention, delivery, theme, indicator, commitment. Persons
 * stand in `data` by the id that `context.person(name)` gives.
 */
export interface FactRead {
  /** Type of the event that says it. */
  readonly type: ClaimEvent['type'];
  /** When it was so in the world, as precisely as the document says. */
  readonly occurred: PartialDate;
  /** When it became public, where that is another day than that of the document: a paper that tells of an earlier report. */
  readonly known?: Known | undefined;
  /** As the schema of its event type has it. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Where it speaks of another authority than the document's own. */
  readonly authority?: string | undefined;
}

/** A figure in running text that is told of nothing that is known here, with its sentence. */
export interface UnexplainedRead {
  /** The figure as printed. */
  readonly printed: string;
  /** The sentence that it stands in, as printed. */
  readonly sentence: string;
}

/** What could not be read, and why; goes to quarantine. */
export interface DocumentProblem {
  /** Stable code, such as `missing_judgement`. */
  readonly reason: string;
  /** For people: what is wrong and what to do. */
  readonly message: string;
  /** Empty where it is the document as a whole. */
  readonly locators: readonly Locator[];
  /** Where the document gives two values for one fact: the one that was taken, and the one that a person may take instead. */
  readonly rather?:
    | {
        /** The value that was taken. */
        readonly taken: FactRead;
        /** The value that a person may take instead. */
        readonly other: FactRead;
      }
    | undefined;
}

/** Who speaks, where it is not the inspectorate in a report or letter of its own. */
export type SourceRead = Pick<Source, 'publisher' | 'rank' | 'title' | 'assertedBy'> &
  Partial<Pick<Source, 'published' | 'url'>>;

/** All that was drawn out of one document. A field that was not found is absent, and a problem says so where it must be there. */
export interface DocumentReading {
  /** Which kind of document it was read as. */
  readonly kind: DocumentKind;
  /** Whom it is about. */
  readonly authority?: Read<AuthorityRead> | undefined;
  /** The number of the authority at the inspectorate, as printed. */
  readonly urn?: Read<string> | undefined;
  /** Framework under which the inspection or visit was. */
  readonly framework?: Read<Framework> | undefined;
  /** Version of the framework, e.g. `2018`. */
  readonly version?: Read<string> | undefined;
  /** Form of the inspection; absent for a visit. */
  readonly inspectionKind?: Read<InspectionKind> | undefined;
  /** Kind of the visit; absent for an inspection. */
  readonly visitKind?: Read<VisitKind> | undefined;
  /** When inspectors were on site. */
  readonly days?: Read<DaysRead> | undefined;
  /** ISO day that a letter is dated. */
  readonly letterDate?: Read<string> | undefined;
  /** ISO day on which it came out, where the document, its file name or its caller gives it. */
  readonly published?: Read<string> | undefined;
  /** Of a document that prints no day: the latest day or month that it speaks of. It came out no earlier. */
  readonly notBefore?: Read<string> | undefined;
  /** The grades that it prints; one may be joint for several areas. */
  readonly judgements?: readonly Read<JudgementRead>[] | undefined;
  /** What it recommends, finds wanting, calls a priority or finds good. */
  readonly findings?: readonly Read<FindingRead>[] | undefined;
  /** Numbers of the paragraphs on which a recommendation rests. */
  readonly recommendationParagraphs?: Read<readonly number[]> | undefined;
  /** The inspectors whom it names. */
  readonly inspectors?: readonly Read<InspectorRead>[] | undefined;
  /** Whom it is addressed to. */
  readonly addressee?: Read<AddresseeRead> | undefined;
  /** The inspection before, as this document tells of it: it sets no standing. */
  readonly previous?: Read<PreviousRead> | undefined;
  /** Which monitoring visit since the report of `visitSince` it tells of, from 1. */
  readonly visitSequence?: Read<number> | undefined;
  /** Publication (day or month) of the report that the sequence counts from. */
  readonly visitSince?: Read<string> | undefined;
  /** What a focused visit was about: as printed, and its code where the words fit one. */
  readonly topic?:
    | Read<{
        /** Absent where its words fit no code. */
        readonly code?: string | undefined;
        /** As the document prints it. */
        readonly printed: string;
      }>
    | undefined;
  /** What a visit looked at, in short labels. */
  readonly scope?: readonly Read<string>[] | undefined;
  /** Code of what the letter says of progress. */
  readonly progress?: Read<string> | undefined;
  /** Whether areas for priority action are named. */
  readonly priorityAction?: Read<boolean> | undefined;
  /** Of an area SEND inspection, which has one of three outcomes and no grade. */
  readonly outcome?:
    | Read<'typically_positive' | 'inconsistent' | 'widespread_systemic_failings'>
    | undefined;
  /** Claims of other types that it makes. */
  readonly facts?: readonly Read<FactRead>[] | undefined;
  /** Figures in running text that no measure explains: they stay visible, and become no claim. */
  readonly unexplained?: readonly Read<UnexplainedRead>[] | undefined;
  /** Rules that match here and make no claim of it: they stand by this document too. */
  readonly matched?: readonly string[] | undefined;
  /** Absent where the inspectorate itself speaks. */
  readonly source?: SourceRead | undefined;
  /** Documents bound into this one, each speaking for itself. */
  readonly enclosed?: readonly DocumentReading[] | undefined;
  /** What could not be read; empty where all was. */
  readonly problems: readonly DocumentProblem[];
}

/** The least sure of some confidences. */
export function leastSure(confidences: readonly Confidence[]): Confidence {
  if (confidences.includes('low')) return 'low';
  return confidences.includes('medium') ? 'medium' : 'high';
}

/** What must be read of a document that speaks for itself; where it was not, the rest hangs on nothing. */
function lacksEssentials({
  source,
  authority,
  days,
  letterDate,
  problems,
}: DocumentReading): boolean {
  if (!authority) return true;
  if (source) return false;
  const unread = problems.some(({ reason }) =>
    ['missing_judgement', 'unknown_outcome', 'not_recognised'].includes(reason),
  );
  return unread || (!days && !letterDate);
}

/**
 * How sure a document is as a whole: as sure as the least sure of what makes its claims (whom it is about, what was inspected or visited,
 * when, and how it was judged), and low where one of these could not be read. A day of publication that only the name of its file
 * gives, or a kind that is inferred, says nothing against the rest: each field has a confidence of its own.
 */
export function wholeConfidence(reading: DocumentReading): Confidence {
  const { authority, framework, visitKind, days, letterDate, judgements = [], outcome } = reading;
  if (lacksEssentials(reading)) return 'low';
  const essential = [authority, framework, visitKind, days, letterDate, outcome, ...judgements];
  return leastSure(essential.flatMap((read) => (read ? [read.confidence] : [])));
}
