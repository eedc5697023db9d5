import { reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { placeName } from './place-names.ts';

const fact = reported({ overall: 'good', care_leavers: 'good' }, { published: '2023-03-17' });

describe('a place of a fact', () => {
  it.each([
    ['/occurred/from', 'when it was, from'],
    ['/occurred', 'when it was'],
    ['/known/from', 'when it became public, from'],
    ['/data/published', 'published'],
    ['/data/judgements/1/grade', 'care leavers, grade'],
    ['/data/judgements/1/area', 'judgement 2, area'],
    ['/data/judgements/7/grade', 'judgement 8, grade'],
    ['/data/of/days/from', 'its inspection or visit, days from'],
    ['/data/findings/0/topic', 'finding 1, topic'],
  ])('%s is told as "%s"', (pointer, words) => {
    expect(placeName(fact, pointer)).toBe(words);
  });
});
