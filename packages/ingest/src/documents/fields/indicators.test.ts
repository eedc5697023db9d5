import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import type { FactRead } from '../reading.ts';
import { blocksOf } from '../statements.ts';
import type { FactContext } from './fact-context.ts';
import { readIndicators } from './indicators.ts';

const context: FactContext = {
  days: { from: '2017-03-06', to: '2017-03-30' },
  published: '2017-05-15',
  previous: '2014-01',
};
const onSite = { precision: 'range', from: '2017-03-06', to: '2017-03-30' };

const read = (...lines: string[]) =>
  readIndicators(blocksOf(textDocument(lines.join('\n'))), context);

type Shown = Record<string, unknown>;

function shown(facts: readonly { readonly value: FactRead }[]): readonly Shown[] {
  return facts.map(({ value: { occurred, data } }) => {
    const { topic: _topic, unvalidated: _unvalidated, ...rest } = data;
    return { occurred, ...JSON.parse(JSON.stringify(rest)) };
  });
}

describe('a figure that is not exact', () => {
  it('keeps the word that says so', () => {
    const { facts } = read(
      'There were over 1,300 children in the last six months who had repeat contacts.',
    );
    expect(shown(facts)).toMatchObject([
      { printed: 'over 1,300', value: 1300, approximate: true, unit: 'count' },
    ]);
  });
});

describe('the section on the area', () => {
  it('gives a count with its rate, and both again for the year before', () => {
    const { facts } = read(
      'Children looked after in this area',
      '- At 1 March 2017, 410 children are being looked after by the council (a rate of 61.5 per 10,000 children). This is an increase from 400 (60 per 10,000 children) at 31 March 2016.',
    );
    const [day, before] = [
      { precision: 'day', from: '2017-03-01' },
      { precision: 'day', from: '2016-03-31' },
    ];
    expect(shown(facts)).toEqual([
      {
        occurred: day,
        indicator: 'looked_after_children',
        printed: '410',
        value: 410,
        unit: 'count',
      },
      {
        occurred: day,
        indicator: 'looked_after_rate',
        printed: '61.5',
        value: 61.5,
        unit: 'per_10000',
        numerator: 410,
      },
      {
        occurred: before,
        indicator: 'looked_after_children',
        printed: '400',
        value: 400,
        unit: 'count',
      },
      {
        occurred: before,
        indicator: 'looked_after_rate',
        printed: '60',
        value: 60,
        unit: 'per_10000',
        numerator: 400,
      },
    ]);
    expect(facts.every(({ confidence }) => confidence === 'high')).toBe(true);
  });

  it('dates the members of a list by its first line, and shares by the count of that line', () => {
    const { facts } = read(
      'Children looked after in this area',
      '- At 1 March 2017, 400 children were being looked after by the council. Of this number:',
      '- 100 (or 25%) live outside the local authority area',
      '- none live in residential special schools',
      '- 300 live with foster families, of whom 31% live out of the authority area.',
    );
    expect(shown(facts).slice(1)).toMatchObject([
      {
        indicator: 'looked_after_outside_area',
        printed: '100 (25%)',
        value: 25,
        numerator: 100,
        denominator: 400,
      },
      { indicator: 'looked_after_residential_schools', value: 0 },
      { indicator: 'looked_after_foster_families', value: 300 },
      { indicator: 'foster_families_outside_area', value: 31, denominator: 300 },
    ]);
    expect(new Set(shown(facts).map(({ occurred }) => JSON.stringify(occurred))).size).toBe(1);
  });

  it('counts the last twelve months back from the month of the inspection', () => {
    const { facts } = read(
      'Children looked after in this area',
      '- In the last 12 months:',
      '  - there have been 21 adoptions',
      '  - 90 children ceased to be looked after, of whom 5% subsequently returned to be looked after.',
    );
    expect(shown(facts)).toMatchObject([
      {
        occurred: { precision: 'range', from: '2016-03', to: '2017-03' },
        indicator: 'adoptions',
        value: 21,
      },
      { indicator: 'ceased_looked_after', value: 90 },
      { indicator: 'returned_to_care', value: 5, denominator: 90 },
    ]);
  });

  it('keeps the national average beside the share, and the doubt of figures that nobody validated', () => {
    const { facts } = read(
      'Children living in this area',
      '- The proportion of children entitled to free school meals:',
      '  - in primary schools is 12.5% (the national average is 15%).',
      'This section was updated with local unvalidated data.',
    );
    expect(facts[0]?.value.data).toMatchObject({
      indicator: 'free_school_meals_primary',
      value: 12.5,
      comparator: { label: 'national', printed: '15%', value: 15 },
      unvalidated: true,
    });
  });

  it('takes no completed reviews from a line that counts completed and ongoing ones together', () => {
    const { facts } = read(
      'Child protection in this area',
      '- In the two years before inspection, six serious incident notifications were made and two serious case reviews have been completed or are ongoing.',
    );
    expect(shown(facts).map(({ indicator }) => indicator)).toEqual([
      'serious_incident_notifications',
    ]);
  });
});

describe('figures in running text', () => {
  it('are dated by the inspection where they name no time, and are never quite sure', () => {
    const { facts } = read('40. The team is in touch with 91% of its care leavers.');
    expect(shown(facts)).toEqual([
      {
        occurred: onSite,
        indicator: 'care_leavers_in_touch',
        printed: '91%',
        value: 91,
        unit: 'percent',
      },
    ]);
    expect(facts[0]?.confidence).toBe('medium');
  });

  it('are dated by the time that stands with them', () => {
    expect(
      shown(read('40. In 2015/16, 83% of care leavers were in suitable accommodation.').facts),
    ).toMatchObject([{ occurred: { precision: 'financial_year', from: '2015' }, value: 83 }]);
    expect(
      shown(
        read('40. Staff say 88% of care leavers were in suitable accommodation in December 2016.')
          .facts,
      ),
    ).toMatchObject([{ occurred: { precision: 'month', from: '2016-12' }, value: 88 }]);
  });

  it('are not taken where the sentence names a time that may be theirs', () => {
    const { facts } = read(
      '40. Figures for July to September 2016 show that 67% of initial health assessments were completed within 28 days.',
    );
    expect(facts.map(({ confidence }) => confidence)).toEqual(['low']);
  });

  it('give two values where they tell a change with both its times', () => {
    const { facts } = read(
      '40. The percentage of care leavers who stay in touch has grown from 40% in 2014 to 70% at this inspection.',
    );
    expect(shown(facts)).toMatchObject([
      { occurred: onSite, value: 70 },
      { occurred: { precision: 'year', from: '2014' }, value: 40 },
    ]);
  });

  it('keep a share that does not follow from its parts as printed, flagged, and flag what is left over of it', () => {
    const { facts } = read(
      '41. Work with the 16- and 17-year-olds is good. Of 50 in this cohort, 40 (70%) are in education or work. The remaining 30% are being helped.',
    );
    expect(shown(facts)).toMatchObject([
      {
        indicator: 'age_16_17_in_education_or_work',
        printed: '40 (70%)',
        value: 70,
        numerator: 40,
        denominator: 50,
        inconsistent: true,
      },
      {
        indicator: 'age_16_17_not_in_education_or_work',
        value: 30,
        denominator: 50,
        inconsistent: true,
      },
    ]);
    expect(facts[0]?.note).toContain('40 of 50');
  });

  it('do not flag a share that follows from its parts', () => {
    const { facts } = read('41. Of 200 care leavers, 50 (25%) are NEET.');
    expect(facts[0]?.value.data.inconsistent).toBeUndefined();
  });

  it.each([
    'The service is not in touch with 3% of care leavers.',
    'One in 10 care leavers have remained with their former foster carers.',
    'Care proceedings are quicker than the national average of 30 weeks.',
    'The council wants 90% of care leavers to do well.',
  ])('are not taken for what they do not say: %s', (sentence) => {
    expect(read(`40. ${sentence}`).facts).toEqual([]);
  });

  it.each([
    ['Of 80 care leavers, 20 are in education, employment or training.', { unit: 'count' }, 0],
    ['Most care leavers (87%) live in suitable accommodation.', { value: 87, unit: 'percent' }, 1],
    [
      'Only 60 out of 136 care leavers (44%) aged 19 are in suitable accommodation.',
      { value: 44, numerator: 60, denominator: 136 },
      1,
    ],
    ['Sixty three per cent of care leavers live in suitable accommodation.', { value: 63 }, 1],
    ['The proportion of care leavers who are NEET is high, at 38%.', { value: 38 }, 1],
    ['At 95%, the share of care leavers in suitable accommodation is high.', { value: 95 }, 1],
    ['Thirty-two care leavers are at university.', { value: 32, unit: 'count' }, 1],
    [
      'The local authority is in touch with 206 (97%) of its 212 care leavers.',
      { denominator: 212 },
      1,
    ],
    [
      'The service is in touch with all but two of its care leavers.',
      { printed: 'all but two' },
      1,
    ],
    [
      'Care proceedings are completed within an average of 25 weeks.',
      { value: 25, unit: 'weeks' },
      1,
    ],
    [
      'The average length of care proceedings is twenty-six weeks.',
      { value: 26, printed: 'twenty-six weeks' },
      1,
    ],
    ['The vast majority (93%) of initial conferences are held within 15 days.', { value: 93 }, 1],
    ['92% of looked after children had their annual health assessment.', { value: 92 }, 1],
    [
      'The service is in touch with 206 of its 212 care leavers (97%).',
      { printed: '206 (97%)', value: 97, denominator: 212 },
      1,
    ],
    [
      '60% of the 200 children on child protection plans were in the category of neglect.',
      { value: 60, denominator: 200 },
      1,
    ],
    ['Too few (35%) care leavers have a pathway plan.', { value: 35 }, 1],
    ['80% of children and young people had a current health assessment.', { value: 80 }, 1],
    ['Children with a personal education plan (PEP) are at 92%.', { value: 92 }, 1],
    ['There is now a 20% vacancy rate.', { value: 20 }, 1],
    ['Staying put is well known, with 18 young people in such homes.', { value: 18 }, 1],
    ['Cases are now allocated within a week.', { value: 1, unit: 'weeks', printed: 'a week' }, 1],
    ['Turnover of staff is lower than the national average.', { printed: 'lower' }, 1],
  ])('are told in the form: %s', (sentence, expected, count) => {
    const { facts } = read(`40. ${sentence}`);
    expect(facts).toHaveLength(count);
    if (count > 0) expect(shown(facts)[0]).toMatchObject(expected);
  });

  it('stand beside what the sentence compares them with, which is no value of theirs', () => {
    for (const other of ['the England average of 88%', 'for care leavers nationally (88%)']) {
      const { facts, unexplained } = read(
        `40. In touch with 97% of care leavers, it is better than ${other}.`,
      );
      expect(shown(facts)).toMatchObject([
        { value: 97, comparator: { label: 'national', printed: '88%', value: 88 } },
      ]);
      expect(unexplained).toEqual([]);
    }
  });

  it('are said of the measure in the sentence before, where they only point back to it', () => {
    const { facts } = read(
      '40. The majority of care leavers live in suitable accommodation. At 82%, this is a sound rise since the last inspection, when it was only 44%.',
    );
    expect(shown(facts)).toMatchObject([
      { value: 82 },
      { value: 44, occurred: { precision: 'year', from: '2014' } },
    ]);
  });

  it('are counted over the time that the sentence names', () => {
    const { facts } = read(
      '40. Between April 2016 and December 2016, 14 adoption orders were made.',
      '41. Since September 2016, 27 children have been adopted.',
    );
    expect(shown(facts)).toMatchObject([
      { value: 14, occurred: { precision: 'range', from: '2016-04', to: '2016-12' } },
      { value: 27, occurred: { precision: 'range', from: '2016-09', to: '2017-03' } },
    ]);
  });

  it.each([
    'Inspectors found that 30% of widgets were blue.',
    'Nine families come to the new group.',
  ])('stay visible with their sentence where no measure explains them: %s', (sentence) => {
    const { facts, unexplained } = read(`40. ${sentence}`);
    expect(facts).toEqual([]);
    expect(unexplained.map(({ value }) => value.sentence)).toEqual([sentence]);
  });

  it.each([
    'Children aged 5 to 11 are seen alone.',
    'Young people can stay until they are 21.',
    'The duty under section 47 of the Children Act 1989 is met at key stage 2.',
  ])('are none where a number is an age or a name: %s', (sentence) => {
    expect(read(`40. ${sentence}`)).toMatchObject({ facts: [], unexplained: [] });
  });

  it('tell of two values at one time, and take the first', () => {
    const { facts, problems } = read(
      '40. The team is in touch with 91% of its care leavers.',
      '41. Advisers are in touch with 95% of care leavers.',
    );
    expect(shown(facts)).toMatchObject([{ value: 91 }]);
    expect(problems).toMatchObject([
      {
        reason: 'values_differ',
        rather: { taken: { data: { value: 91 } }, other: { data: { value: 95 } } },
      },
    ]);
  });
});

describe('a figure that may not be the value', () => {
  const told = (line: string) => {
    const { facts, unexplained } = read(line);
    return {
      values: facts.map(({ value, confidence }) => [value.data.value, confidence]),
      unexplained: unexplained.map(({ value }) => value.printed),
    };
  };

  it.each([
    ['Between 20% and 30% of social workers are agency staff.', 'Between 20% and 30%'],
    ['20\u201330% of social workers are agency staff.', '20\u201330%'],
    ['The council aims for 95% of initial health assessments to be completed in time.', '95%'],
    ['If 30% of social workers are agency staff, children have many changes.', '30%'],
    ['The vacancy rate will be reduced to 5% by the end of 2018.', '5%'],
    ['The vacancy rate is 5% in March 2018.', '5%'],
  ])('is none where it lies between two, is wished for or still to come: %s', (line, printed) => {
    expect(told(line)).toEqual({ values: [], unexplained: [printed] });
  });

  it.each([
    ['In one office, 40% of social workers are agency staff.', 40],
    ['In one office, of 200 care leavers, 50 (40%) are NEET.', 40],
    ['Up to 40% of social workers are agency workers in some teams.', 40],
    ['School attendance is 93% in primary schools for children looked after.', 93],
    ['The previous inspection found that 40% of social workers were agency staff.', 40],
  ])('waits where it may be of a part, or of the inspection before: %s', (line, value) => {
    expect(told(line).values).toEqual([[value, 'low']]);
  });
});

describe('a figure of others', () => {
  it.each([
    'In England, 85% of care leavers are in suitable accommodation.',
    'Nationally, 85% of care leavers are in suitable accommodation.',
  ])('of England is none of the authority: %s', (line) => {
    expect(read(line).facts).toEqual([]);
  });

  it('of England does not hide the own one after it', () => {
    const line = 'Nationally the rate is 10%, but here 15% of social workers are agency staff.';
    expect(shown(read(line).facts)).toMatchObject([{ value: 15 }]);
  });

  it('of another authority is none of this one', () => {
    const line = 'In Leeds, 85% of care leavers are in suitable accommodation.';
    const elsewhere = (words: string) => words.includes('Leeds');
    const blocks = blocksOf(textDocument(line));
    expect(readIndicators(blocks, { ...context, elsewhere }).facts).toEqual([]);
  });
});

describe('a share and what is left over of it', () => {
  const shares = (...lines: readonly string[]) =>
    read(...lines).facts.map(({ value: { data } }) => [
      data.indicator,
      data.value,
      data.numerator,
      data.denominator,
    ]);

  it('are two values where both make a hundred', () => {
    const most = '40. Most (81%) of 19- to 21-year-old care leavers are in suitable accommodation.';
    expect(shares(`${most} The remaining care leavers (19%) need none.`)).toEqual([
      ['care_leavers_suitable_accommodation', 81, undefined, undefined],
      ['care_leavers_not_in_suitable_accommodation', 19, undefined, undefined],
    ]);
    expect(shares(`${most} The remaining 12% need none.`)).toHaveLength(1);
  });

  it('are told of a part by its reason', () => {
    const young = 'young people are not in education, employment or training due to illness.';
    expect(
      shares(`40. The number of care leavers who are NEET is 50 out of 200 (25%). Five ${young}`),
    ).toEqual([
      ['care_leavers_neet', 25, 50, 200],
      ['care_leavers_neet_unavailable', 5, 5, 50],
    ]);
  });
});
