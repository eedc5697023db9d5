import type { Claim } from '../../../packages/core/src/index.ts';
import {
  explain,
  history,
  interventionsHistory,
  partsOfStanding,
} from '../../../packages/projections/src/index.ts';
import { shippedContext } from '../../../test/support/record.ts';
import type { AuditRule, Place } from '../place.ts';

interface Cited {
  readonly event: string;
  readonly documentPublished: string | null;
  readonly documentPublic: boolean | null;
}

/** Every list of sources that answers of one authority cite on one day. */
function citedAt({ record, coordinates, standing }: Place): readonly (readonly Cited[])[] {
  const context = shippedContext();
  const { history } = interventionsHistory(record, coordinates, context);
  const told = explain(record, coordinates, context, 'standing', partsOfStanding(standing));
  return [
    standing.report?.evidence ?? [],
    ...history.map(({ evidence }) => evidence),
    ...told.answers.map(({ events }) => events),
  ];
}

/** The day of a document as its event prints it; other claims of one report or letter print none. */
function printedDay(claim: Claim | undefined): string | undefined {
  const source = claim?.event.source;
  return source?.published ?? / published (\d{4}-\d{2}-\d{2})$/.exec(source?.title ?? '')?.[1];
}

/** A fact may have been public before the document that is cited for it, and then the citation says so. */
export const laterDocumentsSaySo: AuditRule = {
  says: 'each source that is cited was public on the day, or says that the document was not; what was public is cited first',
  *wrong(place) {
    for (const list of citedAt(place)) {
      let later: Cited | undefined;
      for (const one of list) {
        const printed = printedDay(place.record.claim(one.event));
        const out = printed === undefined ? undefined : printed <= place.day;
        if (out !== undefined && one.documentPublic === !out) {
          yield `${one.event}, a document of ${printed}, is said to be ${out ? 'not public' : 'public'}`;
        }
        if (later && one.documentPublic === true) {
          yield `${one.event} was public and is cited after ${later.event}, which came out on ${later.documentPublished}`;
        }
        if (one.documentPublic === false) later ??= one;
      }
    }
  },
};

/** Nothing of an inspection or visit but that it took place is told before the letter, report or table that tells it. */
export const subjectsFollowLetters: AuditRule = {
  says: 'what inspectors looked at and who they were is told only where a letter, report or table that was out tells it',
  *wrong({ record, coordinates, day, standing }) {
    const out = new Set(
      [...record.claims()].flatMap(({ event }) => {
        if (event.type !== 'ReportPublished') return [];
        const from = event.data.of.days?.from.slice(0, 7);
        return event.known.from <= day && from ? [from] : [];
      }),
    );
    const told = (from: string, claim: Claim | undefined): boolean => {
      const printed = printedDay(claim);
      return out.has(from.slice(0, 7)) || (printed !== undefined && printed <= day);
    };
    for (const entry of history(record, coordinates, shippedContext())) {
      if (entry.known.basis !== 'assumed' || !/^(Visit|Inspection)CarriedOut$/.test(entry.type))
        continue;
      const says = ['topic', 'topicPrinted', 'scope', 'inspectors'].filter(
        (key) => key in entry.data,
      );
      if (says.length === 0 || told(entry.occurred.from, record.claim(entry.id))) continue;
      if (entry.documentPublished !== null) yield `${entry.summary} tells ${says.join(' and ')}`;
    }
    for (const { start, topic, scope, published, letterDated } of standing.visits) {
      if (topic === null && scope.length === 0) continue;
      const letter = published ?? letterDated;
      if (letter !== null && letter > day)
        yield `the visit of ${start} has a subject, its letter of ${letter} was not out`;
    }
  },
};

/** Reports and papers first, then the editions of tables in the order in which they came out: of one row and of all of them together. */
export const causesInOrder: AuditRule = {
  says: 'the events behind an answer, and behind all its rows together, stand in the order in which their documents could be read',
  *wrong({ record, standing, trajectory, due }) {
    for (const { because } of [standing, trajectory, ...Object.values(standing.areas), ...due]) {
      const editions = because.map((id) => record.claim(id)?.event.source.published ?? '');
      const early = editions.findIndex((edition, index) => edition < (editions[index - 1] ?? ''));
      if (early > 0) yield `${because[early]} stands after the edition of ${editions[early - 1]}`;
    }
  },
};
