import { describe, expect, it } from 'vitest';
import { repairView } from './view.ts';

describe('the places of a fact', () => {
  it('are told in words, and what is said of an area by the name of the area', () => {
    const { model } = repairView(
      {
        ...{ event: '1', authority: 'slough', name: 'Slough', says: 'It is so', source: 'Ofsted' },
        places: [
          { path: 'occurred.from', value: '2023-03-17' },
          { path: 'data.judgements.0.area', value: 'care_leavers' },
          { path: 'data.judgements.0.grade', value: 'requires_improvement' },
          { path: 'data.of.days.from', value: '2023-01-23' },
        ],
      },
      { done: undefined, sent: undefined, tried: undefined },
    );
    expect(model).toMatchObject({
      fact: {
        places: [
          { text: 'occurred from: 2023-03-17' },
          { text: 'judgements 0 area: care_leavers' },
          { text: 'care leavers, grade: requires_improvement' },
          { text: 'of days from: 2023-01-23' },
        ],
      },
    });
  });
});
