import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDirectory } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { inFolder, readAll } from '../testing/files.ts';
import { drawOut } from './draw-out.ts';
import { documentOf } from './testing/documents.ts';

const directory = createDirectory();

/** Heads by which a text is taken for a document, so that the rules of its kind read what follows. */
const heads: Readonly<Record<string, string>> = {
  'a report': `Inspection of Sunderland local authority
children's services
Inspection dates: 6 to 10 May 2024
Judgement\tGrade
Overall effectiveness\tGood
What needs to improve:
- `,
  'a visit letter': `Ofsted
12 May 2021
Dear Ms Quill
Monitoring visit to Torbay children's services
This letter gives the findings of the monitoring visit to Torbay children's services on 20 and 21 April 2021.
`,
  'a council paper': `Cabinet
Date of Meeting: 14 January 2020
Report Title: Outcome of the Durham Inspection of Local Authority Children's Services (ILACS)
1. Report Summary
`,
};

/** Pieces of which long runs make a pattern look again from each of its places, had it no bound. */
const pieces = ['(', '*', '16-', 'Ai', 'inspection of ', ', ', 'good\n'];

describe('a text made to hold up the rules', () => {
  // a pattern that looks again from each place would take minutes for each of these, and one that looks twice, hours
  it.each(Object.entries(heads))('is read to its end: %s', (_, head) => {
    for (const piece of pieces) {
      const text = `${head}${piece.repeat(60_000 / piece.length)}\nYours sincerely`;
      const settings = { directory, today: '2026-11-21', published: undefined };
      const { kind } = drawOut(documentOf(text), settings);
      expect(kind, piece).not.toBe('unrecognised');
    }
  });

  it.each(['txt', 'html'])(
    'is left when its time is up, and the next file is read: .%s',
    async (ending) => {
      await inFolder(async (folder) => {
        const paths = [join(folder, `a.${ending}`), join(folder, 'b.csv')];
        const letter = heads['a visit letter'] ?? '';
        await writeFile(paths[0] ?? '', ending === 'html' ? `<html><p>${letter}` : letter);
        await writeFile(
          paths[1] ?? '',
          'authority,role,in_post_since,report_published\nNorfolk,dcs,2017-10,2018-01-19\n',
        );
        const [text, table] = await readAll(paths, { pdf: { milliseconds: 1 } });
        expect(text?.problems.map(({ reason }) => reason)).toEqual(['too_slow']);
        expect(table).toMatchObject({ kind: 'leadership_in_post', problems: [] });
      });
    },
  );
});
