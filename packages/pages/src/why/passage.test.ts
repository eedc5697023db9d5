import { expect, it } from 'vitest';
import { passageShown } from './passage.ts';

const event = (given: object) =>
  ({
    event: 'e-1',
    document: 'abc',
    page: 3,
    title: 'A report',
    locator: 'page 3, line 2',
    passage: null,
    ...given,
  }) as never;

it('a passage is cut where its marks begin and end, and has the page that it stands on', () => {
  const passage = [
    { place: 'page 3, line 1', text: 'before', marked: [] },
    { place: 'page 3, line 2', text: 'Overall: inadequate', marked: [{ from: 9, to: 99 }] },
  ];
  const { lines, picture, missing } = passageShown(event({ passage }), 'sunderland');
  expect(lines.map(({ pieces }) => pieces)).toEqual([
    [{ text: 'before', marked: false }],
    [
      { text: 'Overall: ', marked: false },
      { text: 'inadequate', marked: true },
    ],
  ]);
  expect(picture?.src).toBe('/api/documents/abc/passages/e-1.png?authority=sunderland');
  expect(missing).toBeUndefined();
});

it('where there is none, it is said why, and no picture is asked for', () => {
  const gone = passageShown(event({}), 'sunderland');
  expect(gone.picture).toBeUndefined();
  expect(gone.missing).toContain('not kept here, or cannot be read at that place');
  const none = passageShown(event({ document: null }), 'sunderland');
  expect(none.missing).toContain('The document is not kept here: bring it in');
  const nowhere = passageShown(event({ document: null, locator: null }), 'sunderland');
  expect(nowhere.missing).toContain('No source on record says where');
});
