import {
  type AssertedBy,
  type ClaimEvent,
  type ClaimType,
  claimId,
  type EventEnvelope,
  type EventOf,
  eventType,
  type Known,
  type PartialDate,
  type Source,
  validateClaim,
} from '../../packages/core/src/events/index.ts';
import { personIdOf } from '../../packages/core/src/people/person-id.ts';

/** A name for an id: the only place where the record writes a name. */
export interface PersonLine {
  readonly person: string;
  readonly name: string;
}

/** Everything that one file of the record is made of. */
export interface SeedFile {
  /** Name of the file below the folder of the seed facts. */
  readonly file: string;
  readonly events: readonly ClaimEvent[];
  readonly people: readonly PersonLine[];
}

/** A document that claims are read from, and when what it says became public. */
export interface SeedSource {
  readonly authority: string;
  readonly source: Omit<Source, 'locator'>;
  readonly known: Known;
}

/** When a fact held, and where its document says so. */
export interface Where {
  readonly occurred: PartialDate;
  /** Line or paragraph; absent only where the document itself was not at hand. */
  readonly at?: string;
  /** Where it became public otherwise than with its document. */
  readonly known?: Known;
  /** Where the fact is another's than the document's authority, e.g. the country's. */
  readonly authority?: string;
  /** Where the document quotes somebody else's word. */
  readonly assertedBy?: AssertedBy;
}

export type IndicatorRow = EventOf<'IndicatorObserved'>['data'] & { on: PartialDate; at: string };

/** Writes the claims of one document. */
export interface Reading {
  readonly claim: <T extends ClaimType>(type: T, where: Where, data: EventOf<T>['data']) => void;
  readonly indicators: (rows: readonly IndicatorRow[]) => void;
  /** Notes a name and gives the id that stands for it in events. */
  readonly person: (name: string) => string;
}

/** Collects the claims of one file of the record, whatever number of documents they are read from. */
export interface SeedFileWriter {
  readonly reading: (from: SeedSource) => Reading;
  /** The file so far: claims with their ids, checked against the catalogue, in `byKnown` order. */
  readonly finish: () => SeedFile;
}

export function seedFile(file: string): SeedFileWriter {
  const events: ClaimEvent[] = [];
  const names = new Map<string, string>();

  const person = (name: string): string => {
    const id = personIdOf(name);
    names.set(id, name);
    return id;
  };

  const reading = ({ authority, source, known }: SeedSource): Reading => {
    const claim: Reading['claim'] = (type, where, data) => {
      const content = {
        type,
        version: eventType(type)?.version ?? 1,
        authority: where.authority ?? authority,
        occurred: where.occurred,
        known: where.known ?? known,
        source: {
          ...source,
          ...(where.assertedBy && { assertedBy: where.assertedBy }),
          ...(where.at && { locator: where.at }),
        },
        data,
      };
      const event: EventEnvelope = { id: claimId(content), ...content };
      validateClaim(event);
      // in the order in which it was written: a file of the record keeps that of its members
      events.push(event as ClaimEvent);
    };
    const indicators: Reading['indicators'] = (rows) => {
      for (const { on, at, ...data } of rows) {
        claim('IndicatorObserved', { occurred: on, at }, data);
      }
    };
    return { claim, indicators, person };
  };

  const finish = (): SeedFile => ({
    file,
    events: events.toSorted(byKnown),
    people: [...names].map(([id, name]) => ({ person: id, name })),
  });

  return { reading, finish };
}

/** Order of lines in a file: when known, when it occurred, type, id. It means nothing; it keeps differences small. */
export function byKnown(a: ClaimEvent, b: ClaimEvent): number {
  return compareTexts(
    [a.known.from, a.occurred.from, a.type, a.id],
    [b.known.from, b.occurred.from, b.type, b.id],
  );
}

function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index]!;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
