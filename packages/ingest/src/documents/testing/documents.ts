import { createDirectory } from '@monitoring-timeline/core';
import { personIdOf } from '@monitoring-timeline/core/people';
import { documentOfLines } from '../../readers/text.ts';
import type { ExtractContext } from '../kind.ts';
import type { DocumentText } from '../model.ts';

/** A document of plain text; margins that only indent it in a test are taken away. */
export function documentOf(text: string): DocumentText {
  const lines = text.split('\n').map((line, index) => ({ number: index + 1, text: line.trim() }));
  return documentOfLines('letter.txt', '0'.repeat(64), 'text/plain', lines);
}

/** What an extractor is given, with the shipped directory. */
export function contextOf(file = 'letter.txt'): ExtractContext {
  return { directory: createDirectory(), today: '2026-08-31', file, person: personIdOf };
}
