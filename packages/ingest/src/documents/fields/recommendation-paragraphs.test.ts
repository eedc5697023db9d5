import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOf } from '../statements.ts';
import { readRecommendationParagraphs } from './recommendation-paragraphs.ts';

const read = (text: string) => readRecommendationParagraphs(blocksOf(textDocument(text)));

describe('paragraphs on which a recommendation rests', () => {
  it('are those that say so, by their numbers and once each', () => {
    const found = read(
      [
        '17. Visits are late. (Recommendation)',
        '18. Records are good.',
        '19. Plans are vague. (Recommendation 4) They are seldom shared. (recommendation)',
        '20. Panels meet late (Recommendations 2 and 4).',
      ].join('\n'),
    );
    expect(found).toMatchObject({ value: [17, 19, 20], confidence: 'high' });
    expect(found?.locators.map(({ line }) => line)).toEqual([1, 3, 4]);
  });

  it.each([
    'Recommendations\n1. Hold visits in time. (Recommendation)',
    '17. The last recommendation was met (see recommendation 3 of that report).',
    'Visits are late. (Recommendation)',
  ])('are none in the list itself, where it is told of, or without a number: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
