import { type ClaimEvent, type NameOf, sentenceOf } from '@monitoring-timeline/core';
import type { DocumentStore } from '@monitoring-timeline/core/documents';
import type { PassageLine } from '../reading/passage.ts';
import { type HowAccepted, howAccepted } from './how.ts';
import { withNames } from './names.ts';
import { linesAround, passageOfQuarantined, type QuarantinePassage } from './passage.ts';
import { asClaim } from './proposed.ts';
import type { QuarantineItem } from './queue.ts';

/** One row of the queue. */
export interface QuarantineRow extends Omit<QuarantineItem, 'proposed' | 'given' | 'row'> {
  /** Key of the authority that it is about, where one could be told. */
  readonly authority: string | null;
  /** What a person who agrees must give with it. */
  readonly accept: HowAccepted;
}

/** A claim that would be appended, or stands on one side. */
export interface ClaimShown {
  /** Null where it does not fit the catalogue. */
  readonly id: string | null;
  /** Key; null where none could be told. */
  readonly authority: string | null;
  /** In one sentence, with the names of people. */
  readonly says: string;
  /** Publisher, title, edition and place, as far as known; empty where it does not fit the catalogue. */
  readonly source: string;
  /** As it would be appended. */
  readonly event: unknown;
}

/** What one side of a disagreement says, and who says so. */
export interface SideShown {
  /** From 1; by it a person names the side that holds. */
  readonly number: number;
  /** As its claims have it. */
  readonly value: unknown;
  /** True of the side that the rule takes until somebody decides. */
  readonly holdsByRule: boolean;
  /** The claims that say so, first the one whose word would hold among them. */
  readonly claims: readonly {
    /** Id of the claim. */
    readonly id: string;
    /** From when it was public: a day, month or year. */
    readonly known: string;
    /** Publisher, title, edition and place, as far as known. */
    readonly source: string;
    /** What its document says there, where the document is kept. */
    readonly passage: readonly PassageLine[];
  }[];
}

/** All that is known of one thing in quarantine. */
export interface QuarantineShown extends QuarantineRow {
  /** The row or passage as it was read, with the names of people; null where nothing was. */
  readonly given: unknown;
  /** Of a row of a known table: its columns, and those whose cells are at fault. */
  readonly row: NonNullable<QuarantineItem['row']> | null;
  /** The words that it is about; null where neither a document nor what was given holds any. */
  readonly passage: QuarantinePassage | null;
  /** What would be appended as it is; empty where it is a question about claims on record. */
  readonly claims: readonly ClaimShown[];
  /** Of a disagreement, first the side that the rule takes; else empty. */
  readonly sides: readonly SideShown[];
  /** The claim on record that is hardly right. */
  readonly doubted: ClaimShown | null;
}

/** A thing in quarantine as one row of the queue. */
export function rowOf(whole: QuarantineItem): QuarantineRow {
  const { proposed, given: _, row: __, ...item } = whole;
  const first = proposed?.kind === 'claims' ? proposed.claims[0]?.authority : proposed?.authority;
  return {
    ...item,
    authority: typeof first === 'string' ? first : null,
    accept: howAccepted(whole),
  };
}

function sourceText(source: ClaimEvent['source']): string {
  return [source.publisher, source.title, source.edition, source.locator]
    .filter(Boolean)
    .join(', ');
}

/** A thing in quarantine with its passage, its claims and both sides. */
export async function shownOf(
  item: QuarantineItem,
  {
    documents,
    nameOf,
    doubted,
  }: {
    readonly documents: DocumentStore;
    readonly nameOf: NameOf;
    /** The claim that a doubt is about. */
    readonly doubted?: ClaimEvent | undefined;
  },
): Promise<QuarantineShown> {
  const { proposed } = item;
  const sides: SideShown[] = [];
  if (proposed?.kind === 'disagreement') {
    for (const [index, { value, claims }] of proposed.sides.entries()) {
      const told = [];
      for (const { id, known, source } of claims) {
        const lines = await linesAround(documents, source.sha256, source.locator, 0);
        told.push({ id, known, source: sourceText(source), passage: lines ?? [] });
      }
      sides.push({ number: index + 1, value, holdsByRule: index === 0, claims: told });
    }
  }
  return {
    ...rowOf(item),
    message: withNames(item.message, nameOf),
    given: withNames(item.given ?? null, nameOf),
    row: item.row ?? null,
    passage: (await passageOfQuarantined(item, documents)) ?? null,
    claims: proposed?.kind === 'claims' ? proposed.claims.map((json) => claimOf(json, nameOf)) : [],
    sides,
    doubted: doubted ? claimOf({ ...doubted }, nameOf) : null,
  };
}

function claimOf(json: Readonly<Record<string, unknown>>, nameOf: NameOf): ClaimShown {
  const claim = asClaim(json);
  return {
    id: claim?.id ?? null,
    authority: typeof json.authority === 'string' ? json.authority : null,
    says: claim
      ? sentenceOf(claim, nameOf)
      : `A ${String(json.type)} that does not fit the catalogue`,
    source: claim ? sourceText(claim.source) : '',
    event: json,
  };
}
