import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readText } from '../testing/files.ts';

describe('a file that is no document', () => {
  it.each([
    ['a picture', 'scan.txt', '\u0089PNG\r\n\u001a\n\u0000', 'picture'],
    ['an old Word file', 'minutes.doc', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1', 'PDF'],
    ['a rich text file', 'letter.rtf', '{\\rtf1\\ansi Dear all}', 'plain text'],
    ['a compressed file', 'table.csv.gz', '\u001f\u008b\u0008\u0000', 'Unpack'],
    [
      'a torn Word document',
      'minutes.docx',
      'PK\u0003\u0004word/document.xml',
      'Fetch the document',
    ],
    ['another archive', 'papers.zip', 'PK\u0003\u0004letter.pdf', 'take files out of a .zip'],
  ])('is told apart and what to give is said: %s', async (_, name, content, advice) => {
    const { problems } = await readText(Buffer.from(content, 'latin1'), { name });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(advice);
  });
});
