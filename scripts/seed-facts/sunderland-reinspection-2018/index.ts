import { type SeedFile, seedFile } from '../authoring.ts';
import { areaFigures } from './area-figures.ts';
import { contextFacts } from './context.ts';
import { findingsFigures } from './findings-figures.ts';
import { inspectionFacts } from './inspection.ts';
import { leadershipFacts } from './leadership.ts';
import { analystThemes, themeFacts } from './themes.ts';

/** Ofsted's report of the re-inspection of Sunderland, published 25 July 2018. Locators are lines and paragraphs of its text. */
export function sunderlandReinspection2018(): SeedFile {
  const file = seedFile('sunderland-reinspection-2018.jsonl');
  const known = { from: '2018-07-25', basis: 'published' } as const;
  const report = file.reading({
    authority: 'sunderland',
    source: {
      publisher: 'Ofsted',
      rank: 'report',
      title: "Sunderland: report of the re-inspection of children's services, July 2018",
      assertedBy: 'inspectorate',
    },
    known,
  });
  inspectionFacts(report);
  leadershipFacts(report);
  contextFacts(report);
  report.indicators(areaFigures);
  report.indicators(findingsFigures);
  themeFacts(report);

  analystThemes(
    file.reading({
      authority: 'sunderland',
      source: {
        publisher: 'Monitoring timeline',
        rank: 'secondary',
        title: 'Sunderland: the visit letter of December 2016 read beside the report of July 2018',
        assertedBy: 'analyst',
      },
      known: { ...known, basis: 'assumed' },
    }),
  );
  return file.finish();
}
