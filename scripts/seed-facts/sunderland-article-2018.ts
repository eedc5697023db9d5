import { sif } from '../../packages/core/src/frameworks/sif.ts';
import { type SeedFile, seedFile } from './authoring.ts';
import { month, range, since } from './dates.ts';
import { judgements } from './judgements.ts';

/**
 * An undated article on Sunderland's re-inspection: further evidence of the report of July 2018, never a second
 * inspection. It speaks of July 2018, and counts as known from the end of that month.
 */
export function sunderlandArticle2018(): SeedFile {
  const file = seedFile('sunderland-article-2018.jsonl');
  const article = file.reading({
    authority: 'sunderland',
    source: {
      publisher: 'WillisPalmer',
      rank: 'press',
      title: 'News article on the inadequate rating of Sunderland, undated',
      url: 'https://willispalmer.com/sunderland-rated-inadequate-ofsted',
      assertedBy: 'press',
    },
    known: { from: '2018-07', basis: 'assumed' },
  });
  const ratings = 'line 11';
  article.claim(
    'ReportPublished',
    { occurred: month('2018-07'), at: 'lines 1, 11, 35 and 43' },
    {
      of: { activity: 'inspection', framework: 'SIF' },
      published: '2018-07',
      judgements: judgements(sif, [
        ['overall', 'Overall', 'inadequate', 'lines 1 and 11'],
        ['help_and_protection', 'Children who need help and protection', 'inadequate', ratings],
        [
          'children_in_care',
          'Children looked after and achieving permanence',
          'requiring improvement',
          ratings,
        ],
        [
          'care_leavers',
          'Experience and progress of care leavers',
          'requiring improvement',
          ratings,
        ],
        ['leadership', 'Leadership, management and governance', 'inadequate', ratings],
        ['adoption', 'Adoption services', 'good', 'line 35, in running text only'],
      ]),
    },
  );
  article.claim(
    'DeliveryChanged',
    { occurred: month('2017-04'), at: 'lines 15 and 39' },
    { provider: 'Together for Children', form: 'company', stage: 'delivering' },
  );
  article.claim(
    'LeadershipChanged',
    { occurred: since('2017-11'), at: 'line 17' },
    {
      role: 'dcs',
      status: 'interim',
      organisation: 'Sunderland City Council',
      change: 'started',
    },
  );
  article.claim(
    'ContextNoted',
    { occurred: since('2017-11'), at: 'line 17' },
    { kind: 'structure', topic: 'interim director and head of the company work as a pair' },
  );
  article.claim(
    'TurnoverObserved',
    { occurred: range('2015', '2018-07'), at: 'line 15' },
    { role: 'dcs', printed: 'several changes' },
  );
  article.claim(
    'LeadershipObserved',
    { occurred: month('2018-07'), at: 'line 39' },
    {
      role: 'delivery_chair',
      person: article.person('Deborah Jenkins'),
      organisation: 'Together for Children',
    },
  );
  article.claim(
    'ContextNoted',
    { occurred: month('2018-07'), at: 'line 39', assertedBy: 'authority' },
    {
      kind: 'statement',
      topic: 'chair of the company: progress acknowledged in three areas of five',
    },
  );
  return file.finish();
}
