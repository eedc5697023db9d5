import { describe, expect, it } from 'vitest';
import { documentAt } from './documents.ts';
import { noticeExamples } from './notice-examples.ts';

describe('the page on notices', () => {
  it('shows every kind with its weight, its meaning, and an example in the words that are sent', () => {
    expect(documentAt('docs/notices.md').text).toContain(noticeExamples());
  });
});
