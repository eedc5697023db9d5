import type { AreaCondition } from '../parts.ts';
import type { TellingRule } from '../telling.ts';
import { aPracticeAreaInadequate } from './conditions.ts';

/** Our reading of silence: it rests on nothing measured or learnt later, so it holds from the first day on record. */
const always = '2009-01-01';

const noAreaInadequate: AreaCondition = {
  all: [
    {
      of: ['leadership', 'help_and_protection', 'children_in_care', 'care_leavers'],
      in: ['inadequate'],
      atMost: 0,
    },
  ],
  verified: false,
};

const everyInadequate = {
  title:
    'Letter of Lord Nash, 31 July 2017: the department intervenes in every authority judged inadequate',
};
const direction = {
  title:
    'Children Act 2004, section 50, and the directions made under it: a direction names its commissioner',
  url: 'https://www.legislation.gov.uk/ukpga/2004/31/section/50',
};

const ours = (reason: string) => ({ ours: reason });

const interventionRules: readonly TellingRule[] = [
  {
    id: 'intervention-told-now',
    version: '1',
    label: 'An intervention told of within the last twelve months is told of now',
    known: always,
    when: { test: 'told_now', of: 'intervention', months: 12 },
    grounds: ours('a notice is reviewed every six months, so two reviews pass within the year'),
  },
  {
    id: 'intervention-ends-above-inadequate',
    version: '1',
    label:
      'An intervention is presumed to have ended with a later graded report above inadequate; until then it is only last told of',
    known: '2017-07-31',
    when: { test: 'above_inadequate', withoutOverall: noAreaInadequate },
    grounds: { source: everyInadequate },
  },
  {
    id: 'intervention-of-its-kind-replaces',
    version: '1',
    label: 'A later intervention of the same instrument takes the place of an earlier one',
    known: always,
    when: { test: 'another_told', of: 'intervention' },
    grounds: { source: direction },
  },
  {
    id: 'direction-replaces-notice',
    version: '1',
    label: 'A statutory direction takes the place of an improvement notice',
    known: always,
    when: { test: 'takes_place_of', later: 'direction', earlier: 'improvement_notice' },
    grounds: ours(
      'a notice stands where a direction is not given, and a direction is considered where it is not followed',
    ),
  },
  {
    id: 'commissioner-ends-with-direction',
    version: '1',
    label: 'A commissioner’s appointment ends with the direction that made it',
    known: always,
    when: { test: 'ends_with', of: 'commissioner', with: 'direction' },
    grounds: { source: direction },
  },
  {
    id: 'intervention-expected',
    version: '1',
    label: 'Where an authority is inadequate the department intervenes',
    known: '2017-07-31',
    when: { test: 'expected_where_inadequate', withoutOverall: aPracticeAreaInadequate },
    grounds: { source: everyInadequate },
  },
  {
    id: 'delivery-told-now',
    version: '1',
    label: 'Who delivers services is told now where a source of the last three years says so',
    known: always,
    when: { test: 'told_now', of: 'delivery', months: 36 },
    grounds: ours('graded inspections come about every three years and say who delivers'),
  },
  {
    id: 'delivery-replaces',
    version: '1',
    label: 'Whoever takes over delivery takes the place of who delivered before',
    known: always,
    when: { test: 'another_told', of: 'delivery' },
    grounds: ours('one body delivers the services at a time'),
  },
];

const postRules: readonly TellingRule[] = [
  {
    id: 'letter-to-director',
    version: '1',
    label:
      'A letter on a focused or monitoring visit is written to the director of children’s services, whatever title it prints, unless the title names another post',
    known: always,
    when: { test: 'addressee', letters: ['focused', 'monitoring', 'assurance'], role: 'dcs' },
    grounds: ours(
      'the letters of the inspectorate open so; 107 of 244 print a title of another wording',
    ),
  },
  {
    id: 'post-told-now',
    version: '1',
    label: 'A holder of a post seen within the last twelve months is told of now',
    known: always,
    when: { test: 'told_now', of: 'post', months: 12 },
    grounds: ours('posts change often; a year is as long as one sighting vouches for'),
  },
  {
    id: 'post-another-seen',
    version: '1',
    label: 'Another person seen in a post takes the place of the one before, named or not',
    known: always,
    when: { test: 'another_told', of: 'post' },
    grounds: ours('one person holds a post at a time, unless sources of one day name two'),
  },
  {
    id: 'post-for-a-time-lapses',
    version: '1',
    label:
      'Who was interim, acting or designate is presumed to have gone, or not to have come, two years after the last telling',
    known: always,
    when: { test: 'lapses', statuses: ['interim', 'acting', 'designate'], months: 24 },
    grounds: ours('such posts are made for months'),
  },
  {
    id: 'post-last-known',
    version: '1',
    label: 'A holder of whom nobody has told for three years is only last known',
    known: always,
    when: { test: 'last_known', of: 'post', months: 36 },
    grounds: ours('a graded inspection comes about every three years and would have told'),
  },
  {
    id: 'safeguarding-boards-ended',
    version: '2019',
    label:
      'Local safeguarding children boards had ended by 29 September 2019; nobody chairs one after',
    known: '2018-06-29',
    when: { test: 'body_ended', role: 'lscb_chair', on: '2019-09-29' },
    grounds: {
      source: {
        title:
          'Children and Social Work Act 2017 and its transitional arrangements, in force 29 June 2018',
        url: 'https://www.legislation.gov.uk/ukpga/2017/16/contents',
      },
    },
  },
];

const findingRules: readonly TellingRule[] = [
  {
    id: 'theme-told-now',
    version: '1',
    label: 'A theme found within the last twelve months is told of now',
    known: always,
    when: { test: 'told_now', of: 'theme', months: 12 },
    grounds: ours('practice moves within a year; until the next report it is only last found'),
  },
  {
    id: 'finding-told-now',
    version: '1',
    label: 'A finding of the last twelve months is told of now',
    known: always,
    when: { test: 'told_now', of: 'finding', months: 12 },
    grounds: ours('practice moves within a year; until the next report it is only last found'),
  },
  {
    id: 'theme-lapses',
    version: '1',
    label: 'A theme is presumed to have ended where a later graded report does not tell of it',
    known: always,
    when: { test: 'later_report', of: 'theme', state: 'presumed_ended' },
    grounds: ours('a graded report looks at the whole service anew'),
  },
  {
    id: 'finding-superseded',
    version: '1',
    label: 'The findings of a report stand until the next graded report makes its own',
    known: always,
    when: { test: 'later_report', of: 'finding', state: 'superseded' },
    grounds: ours('each graded report says anew what needs to improve'),
  },
  {
    id: 'commitment-lapses',
    version: '1',
    label: 'What was promised after one graded report is presumed to be past with the next',
    known: always,
    when: { test: 'later_report', of: 'commitment', state: 'presumed_ended' },
    grounds: ours('it answered findings that the later report has overtaken'),
  },
  {
    id: 'commitment-told-now',
    version: '1',
    label: 'A promise of the last twelve months is told of now',
    known: always,
    when: { test: 'told_now', of: 'commitment', months: 12 },
    grounds: ours('plans are made for a year or so'),
  },
  {
    id: 'commitment-leaves-lists',
    version: '1',
    label:
      'A promise whose day passed a year ago is presumed to be past; whether it was kept nobody says',
    known: always,
    when: { test: 'leaves_lists', of: 'commitment', months: 12 },
    grounds: ours('no kind of source on record tells whether a promise was kept'),
  },
];

/**
 * What a telling is worth after its day. A rule names the document that it rests on, or says that it is ours and why.
 * None makes a fact: what it presumes is said to be presumed.
 */
export const tellingRules: readonly TellingRule[] = [
  ...interventionRules,
  ...postRules,
  ...findingRules,
];
