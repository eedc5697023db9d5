import { describe, expect, it } from 'vitest';
import { rolesOfAddressee } from '../../tables/leadership.ts';
import { documentOf } from '../testing/documents.ts';
import { readAddressee } from './addressee.ts';
import { readLetter } from './letter.ts';

function read(address: string, dear: string) {
  return readAddressee(
    readLetter(
      documentOf(`8 March 2021\n${address}\nDear ${dear}\nFocused visit to Leeds`),
      /^focused/i,
    ),
  );
}

describe('the addressee of a letter', () => {
  it.each([
    [
      'Ada Quill\nDirector of Children’s Services\nTown Hall',
      'Ada',
      'Director of Children’s Services',
    ],
    ['Dr Ada Quill\nChief Executive\nTown Hall', 'Dr Quill,', 'Chief Executive'],
    [
      'Ada Quill\nSome Council\nDirector of Children & Adult Services\nHall',
      'Ms Quill',
      'Director of Children & Adult Services',
    ],
    [
      'Ada Quill\nDirector of Children’s Services\nand Chief Executive\nA trust',
      'Ada',
      'Director of Children’s Services and Chief Executive',
    ],
    [
      'Ada Quill\nDirector of Children’s Services Leeds City Council\nHall',
      'Ada',
      'Director of Children’s Services',
    ],
    ['Ada Quill, Director of People\nHall', 'Ada', 'Director of People'],
  ])('has name and title as printed: %s', (address, dear, role) => {
    expect(read(address, dear)).toMatchObject({ value: { role }, confidence: 'high' });
    expect(read(address, dear)?.value.name).toMatch(/Ada Quill$/);
  });

  it('is unsure where the salutation calls another name', () => {
    expect(read('Ada Quill\nDirector of People\nHall', 'Mr Wren')?.confidence).toBe('medium');
  });

  it.each([
    ['Ada Quill and Bo Tern\nDirector of Children’s Services and Chief Executive\nTown Hall'],
    ['Ms Ada Quill &\nMr Bo Tern\nDirector of Children’s Services; Chief Executive\nTown Hall'],
    ['Ada Quill, Director of Children’s Services, and Bo Tern, Chief Executive\nTown Hall'],
    ['Ada Quill\nDirector of Children’s Services\nBo Tern\nChief Executive\nTown Hall'],
    ['Ada Quill, Director of Children’s Services\nand Bo Tern, Chief Executive\nTown Hall'],
  ])('are both persons of a letter to two, each with their title: %s', (address) => {
    expect(read(address, 'Ada and Bo')).toMatchObject({
      value: {
        name: 'Ada Quill',
        role: 'Director of Children’s Services',
        with: [{ name: 'Bo Tern', role: 'Chief Executive' }],
      },
      confidence: 'medium',
    });
  });

  it('are asked about where one title stands under two names, unless it is of both', () => {
    expect(read('Ada Quill and Bo Tern\nDirector of People\nHall', 'both')).toMatchObject({
      value: { name: 'Ada Quill', with: [{ name: 'Bo Tern', role: 'Director of People' }] },
      confidence: 'low',
    });
    expect(read('Ada Quill and Bo Tern\nJoint Directors of People\nHall', 'both')).toMatchObject({
      value: { role: 'Joint Directors of People', with: [{ role: 'Joint Directors of People' }] },
      confidence: 'medium',
    });
  });

  it('keeps the title where the name cannot be read', () => {
    expect(
      read('Director of Children’s Services\nAda QuillTown Hall\n3 Road', 'Ada'),
    ).toMatchObject({
      confidence: 'medium',
    });
  });
});

describe('the post that a title states', () => {
  it.each([
    ['Director of Children’s Services', 'dcs'],
    ['Statutory Director of Children’s Services', 'dcs'],
    ['Assistant Director of Children’s Services', 'other'],
    ['Executive Director, People', 'other'],
    ['Director of Children and Families', 'other'],
    ['Interim Chief Executive', 'chief_executive'],
    ['Deputy Chief Executive', 'other'],
  ])('%s: %s', (title, role) => {
    expect(rolesOfAddressee(title).role).toBe(role);
  });

  it('is a joint one only where the title says of what the director is chief executive too', () => {
    expect(rolesOfAddressee('Director of Children’s Services and Chief Executive')).toEqual({
      role: 'dcs',
    });
    expect(
      rolesOfAddressee('Director of Children’s Services and Chief Executive, Acorn Trust')
        .jointWith,
    ).toEqual(['delivery_chief_executive']);
  });
});
