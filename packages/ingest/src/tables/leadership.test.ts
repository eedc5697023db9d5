import { describe, expect, it } from 'vitest';
import { claims, csv, readText } from '../testing/files.ts';
import { addresseesIn } from './addressees.ts';
import { roleOfTitle, statusOfTitle } from './leadership.ts';

describe('the table of posts held', () => {
  it('gives a start since a month, known from the report, as a secondary claim that names nobody', async () => {
    const reading = await readText(
      csv('authority,role,in_post_since,report_published', 'Norfolk,dcs,2017-10,2018-01-19'),
    );
    expect(claims(reading, 'LeadershipChanged')[0]).toMatchObject({
      authority: 'norfolk',
      occurred: { precision: 'since', from: '2017-10' },
      known: { from: '2018-01-19', basis: 'published' },
      source: { rank: 'secondary' },
      data: { role: 'dcs', change: 'started' },
    });
    expect(reading.people).toEqual([]);
  });

  it('puts aside a month after the report, a role that is none, and a month that is none', async () => {
    const { problems } = await readText(
      csv(
        'authority,role,in_post_since,report_published',
        'Norfolk,dcs,2018-10,2018-01-19',
        'Norfolk,boss,2017-10,2018-01-19',
        'Norfolk,dcs,autumn,2018-01-19',
      ),
    );
    expect(problems.map(({ reason }) => reason)).toEqual([
      'dates_contradict',
      'unknown_role',
      'unreadable_date',
    ]);
  });
});

describe('the addressee of a letter', () => {
  it('is director of children\u2019s services only where the title says it', () => {
    for (const title of [
      'Director of Children\u2019s Services',
      "Executive Director of Children's Services",
      'Corporate Director, Children\u2019s Services',
      'Executive Director, Education and Children\u2019s Services',
      'Executive Director for Children, Families & Education (DCS)',
      'Interim Joint Directors of Children\u2019s Services',
    ]) {
      expect(roleOfTitle(title), title).toBe('dcs');
    }
    for (const title of [
      '',
      'Executive Director of People',
      'Director of Children and Families',
      'Director of Children and Young People\u2019s Services',
      'Chief Officer for Children\u2019s Services',
      'Deputy Chief Executive',
    ]) {
      expect(roleOfTitle(title), title).toBe('other');
    }
    expect(statusOfTitle('Director of Children\u2019s Services (Interim)')).toBe('interim');
    expect(statusOfTitle('Acting Executive Director')).toBe('acting');
  });

  it('is told apart from a title or a second name that runs into it', () => {
    const name = 'Ann Example';
    expect(addresseesIn(`${name}, Director of Children\u2019s Services`, '')).toEqual([
      { name, title: 'Director of Children\u2019s Services' },
    ]);
    expect(addresseesIn(`Ms ${name} Director of People`, '')).toEqual([
      { name: `Ms ${name}`, title: 'Director of People' },
    ]);
    expect(addresseesIn(`${name} and Bob Sample`, 'Joint Directors')).toEqual([
      { name, title: 'Joint Directors' },
      { name: 'Bob Sample', title: 'Joint Directors' },
    ]);
    expect(addresseesIn(name, 'Bob Sample, Chief Executive, Some Trust')).toEqual([
      { name, title: '' },
      { name: 'Bob Sample', title: 'Chief Executive, Some Trust' },
    ]);
  });

  it('stands in the claim as an id, and the name beside it', async () => {
    const reading = await readText(
      csv(
        'authority,letter_date,published_date,addressee,title',
        'Norfolk,2018-03-01,2018-03-05,Mrs Ann Example,Interim Director of Children\u2019s Services',
      ),
    );
    const [person] = reading.people;
    expect(claims(reading, 'LeadershipObserved')[0]).toMatchObject({
      occurred: { precision: 'day', from: '2018-03-01' },
      known: { from: '2018-03-05', basis: 'published' },
      source: { rank: 'secondary' },
      data: { role: 'dcs', status: 'interim', person: person?.id },
    });
    expect(JSON.stringify(reading.proposals)).not.toContain('Example');
  });
});
