import { basename } from 'node:path';
import type { QuarantineRow } from '../answers/quarantine.ts';

/**
 * A claim that `quarantine accept --file` takes as it stands, as lines of JSON: the name of the file and the place are those of the thing
 * in quarantine, everything else is to be replaced by what is right.
 */
export function claimExample({ file, locator, authority }: QuarantineRow): readonly string[] {
  const claim = {
    type: 'ReportPublished',
    authority: authority ?? 'sunderland',
    occurred: { precision: 'day', from: '2018-07-25' },
    known: { from: '2018-07-25', basis: 'published' },
    source: {
      publisher: 'Ofsted',
      rank: 'report',
      title: basename(file),
      ...(locator === undefined ? {} : { locator }),
      assertedBy: 'inspectorate',
    },
    data: {
      of: {
        activity: 'inspection',
        framework: 'SIF',
        days: { precision: 'range', from: '2018-04-23', to: '2018-05-18' },
      },
      published: '2018-07-25',
      judgements: [{ area: 'overall', grade: 'inadequate' }],
    },
  };
  const members = Object.entries(claim).map(
    ([name, value], index, { length }) =>
      `  ${JSON.stringify(name)}: ${JSON.stringify(value)}${index < length - 1 ? ',' : ''}`,
  );
  return ['{', ...members, '}'];
}
