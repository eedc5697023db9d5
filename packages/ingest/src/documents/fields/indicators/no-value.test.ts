import { describe, expect, it } from 'vitest';
import { textDocument } from '../../../testing/documents.ts';
import { blocksOf } from '../../statements.ts';
import type { FactContext } from '../fact-context.ts';
import { readIndicators } from '../indicators.ts';

const context: FactContext = {
  days: { from: '2017-03-06', to: '2017-03-30' },
  published: '2017-05-15',
  elsewhere: (words, alone) => alone === true && words.includes('Leeds'),
};

/** The values of a sentence with how sure they are, and the figures of it that stay unexplained. */
const told = (line: string) => {
  const { facts, unexplained } = readIndicators(blocksOf(textDocument(line)), context);
  return {
    values: facts.map(({ value, confidence }) => [value.data.value, confidence]),
    unexplained: unexplained.length,
  };
};

const none = { values: [], unexplained: 1 };

describe('a figure is no value of the authority today', () => {
  it.each([
    'It is not the case that 80% of care leavers are in suitable accommodation.',
    'It is untrue that 80% of care leavers are in suitable accommodation.',
    'There is no evidence that 80% of care leavers are in suitable accommodation.',
    'Inspectors were not assured that 80% of care leavers are in suitable accommodation.',
    'It was reported in error that 80% of care leavers are in suitable accommodation.',
    'One member claimed that 80% of care leavers are in suitable accommodation.',
    'Is it right that 80% of care leavers are in suitable accommodation?',
    'The council could not show that 80% of care leavers are in suitable accommodation.',
  ])('where it is denied or doubted: %s', (line) => {
    expect(told(line)).toEqual(none);
  });

  it('but is one where only what it means is denied', () => {
    const line = 'It is not acceptable that 30% of care leavers are NEET.';
    expect(told(line).values).toEqual([[30, 'medium']]);
  });

  it.each([
    'Previously, 40% of social workers were agency staff.',
    'In the past, 40% of social workers were agency staff.',
    'Until recently, 40% of social workers were agency staff.',
    'Three years ago 40% of social workers were agency staff.',
    'At one stage, 40% of social workers were agency staff.',
    'The vacancy rate had been 40%.',
    'At the last monitoring visit, 40% of social workers were agency staff.',
    'The vacancy rate used to be 40%.',
  ])('where its time is over and not said: %s', (line) => {
    expect(told(line)).toEqual(none);
  });

  it.each([
    'Previously, in March 2015, 40% of social workers were agency staff.',
    'In the past 12 months, there had been 40 adoption orders.',
  ])('but is one of its own time where that is said: %s', (line) => {
    expect(told(line).values).toEqual([[40, 'medium']]);
  });

  it.each([
    'Leaders are confident that 90% of care leavers will be in suitable accommodation.',
    'The plan assumes that 90% of care leavers are in suitable accommodation.',
    'The standard is that 95% of initial health assessments are completed in time.',
    'The department expects 95% of initial health assessments to be completed in time.',
    'Staff were told to complete 95% of initial health assessments in time.',
    'The budget allows for 30% of social workers being agency staff.',
    'Benchmark: 85% of care leavers in suitable accommodation.',
    'Procedures say that 90% of initial health assessments are in time.',
    'A good authority is one in which 90% of initial health assessments are in time.',
    'The use of agency social workers is capped at 15%.',
    'Members asked why 30% of social workers are agency staff.',
    'Twelve care leavers hope to go to university.',
    'Were 80% of care leavers in suitable accommodation, this would be in line with others.',
  ])('where it is wished for, asked for or supposed: %s', (line) => {
    expect(told(line)).toEqual(none);
  });

  it.each([
    'Research shows that 40% of care leavers are NEET.',
    'Across the region, 40% of care leavers are NEET.',
    'Elsewhere in the country 40% of care leavers are NEET.',
    'In Durham and Leeds, 40% of care leavers are NEET.',
    'In adult services, 30% of social workers are agency staff.',
    'Police vacancy rates stand at 20%.',
    'Turnover of foster carers is 12%.',
    'The vacancy rate of foster homes is 20%.',
    'Twelve adopters were approved by other agencies.',
    '70% of care leavers nationally are in suitable accommodation.',
    '70% of care leavers in other places are in suitable accommodation.',
    '70% of the agency social workers have left.',
    "40% of children's social workers come to health assessments on time.",
    'The agency has 30% of social workers on its books.',
    '85% of care leavers are in suitable accommodation nationally.',
    '85% of care leavers are in suitable accommodation in England.',
    '85% of care leavers are in suitable accommodation in similar authorities.',
    '85% of care leavers are in suitable accommodation in Leeds.',
    'Attendance at training on looked after children was 85%.',
  ])('where it is told of others: %s', (line) => {
    expect(told(line)).toEqual(none);
  });

  it.each([
    'Children looked after who missed a dental check rose to 20%.',
    '98% of personal education plans are late.',
    'Twelve adoption orders were refused.',
    '88% of care leavers are no longer in suitable accommodation.',
    'The target (90%) of initial conferences within 15 days was not met.',
    '40% of children looked after are behind with their immunisations.',
    '40% of children in care have a personal education plan of good quality.',
    '40% of children with a dental check need treatment.',
    'Initial conferences are timely, and most (89%) of initial conferences result in a plan.',
    'The authority is in the top 10% for initial health assessments completed in time.',
  ])('where it is one of the contrary, or of a rank: %s', (line) => {
    expect(told(line)).toEqual(none);
  });

  it.each([
    '98% of children under five had an annual health assessment.',
    'Health assessments in time stand at 98% of children over the age of 16.',
  ])('where it is told of the youngest or the oldest alone: %s', (line) => {
    expect(told(line)).toEqual(none);
  });

  it.each([
    'Only six out of 19 adopters were recruited within six months.',
    'Only six of the 19 adopters were recruited within six months.',
  ])('where it is the whole that some are out of: %s', (line) => {
    expect(told(line).values).toEqual([]);
  });

  it.each([
    ['Thirty of the 60 care leavers who are NEET are parents.', 60],
    ['Four of the 14 children adopted last year had waited for two years.', 14],
    ['Five of the nine foster-to-adopt carers have a child with them.', 9],
  ])('but is one where the whole is known by it: %s', (line, value) => {
    expect(told(line).values).toEqual([[value, 'medium']]);
  });

  it.each([
    'Vacancy rates range from 5% to 20%.',
    'Five more care leavers are at university than last year.',
    'The attendance of looked after children at reviews is 90%.',
    'Care proceedings are within 26 weeks in 60% of cases.',
    '25% of re-referrals came from the police.',
  ])('where it is one end, a rise, of something else or so of some alone: %s', (line) => {
    expect(told(line).values).toEqual([]);
  });

  it.each(['Inspectors looked at 12 re-referrals.', 'Of the 12 re-referrals seen, few were late.'])(
    'where inspectors looked at so many: %s',
    (line) => {
      expect(told(line).values).toEqual([]);
    },
  );
});

describe('a figure waits for a person', () => {
  it.each([
    'In a survey, 70% of care leavers said that they are in suitable accommodation.',
    'A peer review found that 70% of care leavers were in suitable accommodation.',
    'One team has a 70% vacancy rate.',
    'In the assessment service, 70% of social workers are agency staff.',
    'The vacancy rate for independent reviewing officers is 70%.',
    'The council says that 70% of care leavers are NEET, which inspectors could not verify.',
    'Most care leavers (70%) said that they are in suitable accommodation.',
    '70% of care leavers in the survey are in suitable accommodation.',
    'In the last inspection 70% of care leavers were in suitable accommodation.',
    'In quarter 2, 70% of care leavers were in suitable accommodation.',
    'In January, 70% of care leavers were in suitable accommodation.',
    '70% of care leavers seen were in suitable accommodation.',
    '70% of care leavers whom we met were in suitable accommodation.',
    'An audit of cases showed that 70% of care leavers were in suitable accommodation.',
  ])('where it is told of those who were asked or looked at: %s', (line) => {
    expect(told(line).values).toEqual([[70, 'low']]);
  });
});

describe('a value before', () => {
  it('is told of the same part as the one that follows it', () => {
    const line = 'In one office, staff turnover has fallen from 40% in 2014 to 20%.';
    expect(told(line).values).toEqual([
      [20, 'low'],
      [40, 'low'],
    ]);
  });
});

describe('what another clause tells', () => {
  it.each([
    'Twenty care leavers are at university, with five due to enrol in September.',
    'Staff turnover overall is 20%, but in the assessment team it has grown.',
  ])('makes a figure no less sure: %s', (line) => {
    expect(told(line).values).toEqual([[20, 'medium']]);
  });
});

describe('what has a figure of its own behind it', () => {
  it('has not the one before', () => {
    const line =
      '40. Children are on child protection plans. Neglect is in 100 (40%) of these plans, emotional abuse in 80 (32%).';
    expect(told(line).values).toEqual([]);
  });
});

describe('words that say how many', () => {
  it('are no quarter of a year', () => {
    const line =
      'But for three in custody, all care leavers live in suitable accommodation and remain in contact.';
    expect(told(line).values).toEqual([[100, 'medium']]);
  });
});

describe('the most that there is', () => {
  it('is printed as such', () => {
    const line = 'No more than 15% of social workers are agency staff.';
    const { facts } = readIndicators(blocksOf(textDocument(line)), context);
    expect(facts.map(({ value }) => value.data.printed)).toEqual(['no more than 15%']);
  });
});

describe('re-referrals', () => {
  it('are counted over the time that is said, as surely as their share', () => {
    const line = "In the last six months there were 310 re-referrals to children's social care.";
    expect(told(line).values).toEqual([[310, 'medium']]);
  });

  it('to anybody else are none of social care', () => {
    expect(told('There were 40 re-referrals to the police in the last year.').values).toEqual([]);
  });
});
