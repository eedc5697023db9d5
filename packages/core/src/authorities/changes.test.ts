import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorityKey } from '../events/envelope.ts';
import { codeOn } from './authority.ts';
import type { AuthorityChange } from './changes.ts';
import { createDirectory, extend } from './directory.ts';

const changes: readonly AuthorityChange[] = [
  {
    kind: 'established',
    key: authorityKey('east-surrey'),
    name: 'East Surrey',
    onsCode: 'E06000901',
    dfeCode: '991',
    region: 'south east',
    on: '2027-04-01',
    predecessors: [authorityKey('surrey')],
  },
  {
    kind: 'established',
    key: authorityKey('west-surrey'),
    name: 'West Surrey',
    on: '2027-04-01',
    aliases: ['Surrey West'],
    predecessors: [authorityKey('surrey')],
  },
  {
    kind: 'abolished',
    key: authorityKey('surrey'),
    on: '2027-03-31',
    successors: [authorityKey('east-surrey'), authorityKey('west-surrey')],
  },
  {
    kind: 'recoded',
    key: authorityKey('east-surrey'),
    system: 'ons',
    code: 'E06000902',
    from: '2029-04-01',
  },
  {
    kind: 'recoded',
    key: authorityKey('east-surrey'),
    system: 'ons',
    code: 'E06000903',
    from: '2028-04-01',
  },
  {
    kind: 'recoded',
    key: authorityKey('east-surrey'),
    system: 'urn',
    code: '2999999',
    from: '2027-04-01',
  },
  {
    kind: 'established',
    key: authorityKey('sunderland'),
    name: 'City of Sunderland',
    urn: '80566',
  },
  { kind: 'established', key: authorityKey('sunderland'), name: 'Wearside' },
  {
    kind: 'abolished',
    key: authorityKey('sunderland'),
    on: '2030-03-31',
    successors: [authorityKey('wear')],
  },
  { kind: 'abolished', key: authorityKey('sunderland'), on: '2029-03-31', successors: [] },
  { kind: 'recoded', key: authorityKey('nowhere'), system: 'dfe', code: '999', from: '2028-04-01' },
];

const whole = extend(createDirectory(), changes);

describe('changes to the directory', () => {
  it('establish an authority, tie it to the one before, and end that one', () => {
    expect(whole.all()).toHaveLength(160);
    expect(whole.existing('2027-03-31')).toHaveLength(153);
    expect(whole.existing('2027-04-01')).toHaveLength(154);
    expect(whole.region(authorityKey('east-surrey'), 'ofsted')).toBe('South East');
    expect(whole.successors(authorityKey('surrey'))).toEqual([
      { key: 'east-surrey', on: '2027-04-01' },
      { key: 'west-surrey', on: '2027-04-01' },
    ]);
    expect(whole.predecessors(authorityKey('west-surrey'))).toEqual([
      { key: 'surrey', on: '2027-04-01' },
    ]);
    expect(whole.resolve('surrey west').key).toBe('west-surrey');
  });

  it('give a code its days, also where a later one was told first', () => {
    const east = whole.resolve('E06000902');
    expect(east.codes.ons).toEqual([
      { code: 'E06000901', from: '2027-04-01', to: '2028-03-31' },
      { code: 'E06000903', from: '2028-04-01', to: '2029-03-31' },
      { code: 'E06000902', from: '2029-04-01' },
    ]);
    expect(codeOn(east, 'ons', '2028-06-01')).toBe('E06000903');
    expect(whole.resolve('2999999').key).toBe('east-surrey');
  });

  it('keep what is listed and add to it', () => {
    const sunderland = whole.resolve('Wearside');
    expect(sunderland.name).toBe('Sunderland');
    expect(sunderland.codes).toEqual(createDirectory().get(authorityKey('sunderland'))?.codes);
    expect(sunderland.abolished).toBe('2029-03-31');
  });

  it('to what nothing has established wait, and hold once something does', () => {
    expect(whole.get(authorityKey('nowhere'))).toBeUndefined();
    const found = extend(whole, [
      { kind: 'established', key: authorityKey('nowhere'), name: 'Nowhere' },
    ]);
    expect(found.resolve('999').key).toBe('nowhere');
    expect(whole.get(authorityKey('nowhere'))).toBeUndefined();
  });

  it('leave the directory that they extend as it was', () => {
    const before = createDirectory();
    extend(before, changes);
    expect(before.all()).toHaveLength(158);
    expect(before.get(authorityKey('surrey'))?.abolished).toBeUndefined();
  });

  it('give the same directory in any order and in any portions', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...changes], { minLength: changes.length }),
        fc.nat({ max: changes.length }),
        (shuffled, cut) => {
          const parts = extend(
            extend(createDirectory(), shuffled.slice(0, cut)),
            shuffled.slice(cut),
          );
          expect(parts.all()).toEqual(whole.all());
        },
      ),
      { numRuns: 30 },
    );
  });

  it('told twice are told once', () => {
    expect(extend(whole, changes).all()).toEqual(whole.all());
  });
});
