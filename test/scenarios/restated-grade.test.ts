import { describe, expect, it } from 'vitest';
import { onDay } from '../../packages/projections/src/coordinates.ts';
import { explain, partsOfStanding, standing } from '../../packages/projections/src/index.ts';
import { recordsOf, shippedContext, shippedEvents } from '../support/record.ts';

const sunderland = recordsOf(shippedEvents()).get('sunderland' as never)!;
const reinspection = '49c15ebb-1ccd-5e87-be95-e020ef346b77';
const letter = 'f0f127b3-4219-5fac-b33d-3acc063b6802';

/** The two documents that restate the report of July 2015, as they are cited on a day. */
function cited(day: string) {
  const shown = standing(sunderland, onDay(day), shippedContext());
  const told = explain(
    sunderland,
    onDay(day),
    shippedContext(),
    'standing',
    partsOfStanding(shown),
  );
  const events = told.answers.flatMap((answer) => answer.events);
  const of = (id: string) => {
    const found = events.find(({ event }) => event === id);
    return found && [found.known.from, found.documentPublished, found.documentPublic];
  };
  return { order: told.because, reinspection: of(reinspection), letter: of(letter) };
}

describe('the grade of July 2015 as later documents restate it', () => {
  it('was public then, and the citation says that the documents came out later', () => {
    const { reinspection: own, letter: other, order } = cited('2016-06-01');
    expect(own).toEqual(['2015-07', '2018-07-25', false]);
    expect(other).toEqual(['2015-07', '2016-12-08', false]);
    expect(order.slice(-3)).toContain(reinspection);
    expect(order.indexOf(letter)).toBeLessThan(order.indexOf(reinspection));
  });

  it('is cited from each once it was out', () => {
    expect(cited('2016-12-08').letter).toEqual(['2015-07', '2016-12-08', true]);
    expect(cited('2018-07-24').reinspection).toEqual(['2015-07', '2018-07-25', false]);
  });
});

describe('a document of the shipped record', () => {
  it('came out on one day: of what was public before it, it says so', () => {
    const days = new Map<string, Set<string>>();
    for (const { source, known } of shippedEvents()) {
      if (known.basis === 'assumed' || source.published !== undefined) continue;
      const document = JSON.stringify([source.publisher, source.title, source.edition]);
      days.set(document, (days.get(document) ?? new Set()).add(known.from));
    }
    expect(days.size).toBeGreaterThan(1000);
    expect([...days].filter(([, own]) => own.size > 1)).toEqual([]);
  });
});
