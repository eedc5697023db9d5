import type { Known, Source } from '../../packages/core/src/events/index.ts';
import { sif } from '../../packages/core/src/frameworks/sif.ts';
import { type Reading, type SeedFile, type SeedFileWriter, seedFile } from './authoring.ts';
import { day, month } from './dates.ts';
import { judgements } from './judgements.ts';

const company = 'Together for Children';

/** A page that speaks of the intervention; none of them was at hand as a document, so no claim has a locator. */
function page(
  file: SeedFileWriter,
  source: Pick<Source, 'publisher' | 'rank' | 'title' | 'url' | 'assertedBy'>,
  known: Known,
): Reading {
  return file.reading({ authority: 'sunderland', source, known });
}

/**
 * Government intervention in Sunderland 2015 to 2021, from pages outside the seed documents. The commissioner's
 * start, the month and the day of one thing stand side by side as claims of their own sources, also where the
 * press of 2021 dates the whole intervention from April 2017.
 */
export function sunderlandIntervention(): SeedFile {
  const file = seedFile('sunderland-intervention.jsonl');
  government(file);
  press(file);
  return file.finish();
}

function government(file: SeedFileWriter): void {
  const direction = page(
    file,
    {
      publisher: 'Department for Education',
      rank: 'government',
      title: 'Sunderland: direction of 3 April 2017',
      url: 'https://www.gov.uk/government/publications/direction-issued-to-sunderland-city-council--2',
      assertedBy: 'government',
    },
    { from: '2017-04-03', basis: 'published' },
  );
  direction.claim(
    'InterventionStarted',
    { occurred: day('2015-07-20') },
    { instrument: 'direction', note: 'first direction, issued with the inadequate report' },
  );
  direction.claim(
    'InterventionStarted',
    { occurred: day('2015-07-20') },
    {
      instrument: 'commissioner',
      person: direction.person('Nick Whitfield'),
      title: "children's services commissioner",
    },
  );
  direction.claim(
    'InterventionStarted',
    { occurred: day('2017-04-03') },
    { instrument: 'direction', replaces: 'direction', note: 'second direction' },
  );
}

function press(file: SeedFileWriter): void {
  const localGov = page(
    file,
    {
      publisher: 'LocalGov',
      rank: 'press',
      title: 'Sunderland: inadequate report and commissioner, 20 July 2015',
      assertedBy: 'press',
    },
    { from: '2015-07-20', basis: 'published' },
  );
  localGov.claim(
    'ReportPublished',
    { occurred: day('2015-07-20') },
    {
      of: { activity: 'inspection', framework: 'SIF' },
      published: '2015-07-20',
      judgements: judgements(sif, [['overall', 'Overall', 'inadequate', 'told of every area']]),
    },
  );
  localGov.claim(
    'InterventionStarted',
    { occurred: day('2015-07-20') },
    { instrument: 'commissioner', person: localGov.person('Nick Whitfield') },
  );

  page(
    file,
    {
      publisher: 'ITV News',
      rank: 'press',
      title: "Sunderland: children's services to move to a trust, 15 December 2015",
      assertedBy: 'press',
    },
    { from: '2015-12-15', basis: 'published' },
  ).claim(
    'DeliveryChanged',
    { occurred: day('2015-12-14') },
    {
      provider: "children's trust, not yet named",
      form: 'trust',
      stage: 'announced',
      note: 'announced by the government as voluntary',
    },
  );

  const appointment = page(
    file,
    {
      publisher: 'Sunderland Echo',
      rank: 'press',
      title: "Sunderland: head of the children's services company appointed, May 2016",
      url: 'http://www.sunderlandecho.com/our-region/sunderland/sunderland-appoints-new-boss-to-turn-around-inadequate-children-s-services-1-7922276',
      assertedBy: 'press',
    },
    { from: '2016-05', basis: 'assumed' },
  );
  appointment.claim(
    'LeadershipChanged',
    { occurred: month('2016-05') },
    {
      role: 'delivery_chief_executive',
      person: appointment.person('Alex Hopkins'),
      organisation: company,
      change: 'appointed',
    },
  );

  page(
    file,
    {
      publisher: 'Sunderland Echo',
      rank: 'press',
      title: 'Sunderland: shadow working of the company, 2016',
      assertedBy: 'press',
    },
    { from: '2016', basis: 'assumed' },
  ).claim(
    'DeliveryChanged',
    { occurred: month('2016-09') },
    { provider: company, form: 'company', stage: 'shadow', note: 'as planned; not seen done' },
  );

  page(
    file,
    {
      publisher: 'Sunderland Echo',
      rank: 'press',
      title: "Sunderland: company takes over children's services, April 2017",
      assertedBy: 'press',
    },
    { from: '2017-04-01', basis: 'assumed' },
  ).claim(
    'DeliveryChanged',
    { occurred: day('2017-04-01') },
    { provider: company, form: 'company', stage: 'delivering' },
  );

  const lifted = page(
    file,
    {
      publisher: 'Sunderland Echo',
      rank: 'press',
      title: 'Sunderland: government intervention lifted, 20 December 2021',
      assertedBy: 'press',
    },
    { from: '2021-12-20', basis: 'published' },
  );
  lifted.claim(
    'InterventionEnded',
    { occurred: month('2021-12') },
    { instrument: 'direction', note: 'after the outstanding judgement of August 2021' },
  );
  lifted.claim(
    'InterventionStarted',
    { occurred: month('2017-04') },
    { instrument: 'direction', note: 'statutory intervention, as this page dates it' },
  );
}
