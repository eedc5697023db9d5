import { type PeopleRegister, personIdOf } from '@monitoring-timeline/core/people';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

export interface PeopleFixture {
  readonly register: PeopleRegister;
  dispose(): Promise<void>;
}

const director = { id: personIdOf('Ada Example'), name: 'Ada Example' };
const chair = { id: personIdOf('Ben Sample'), name: 'Ben Sample' };

/** What every engine of the people-register port promises. */
export function peopleRegisterContract(
  name: string,
  makeFixture: () => Promise<PeopleFixture>,
): void {
  describe(`the people register on ${name}`, () => {
    let fixture: PeopleFixture;
    let register: PeopleRegister;
    beforeEach(async () => {
      fixture = await makeFixture();
      ({ register } = fixture);
    });
    afterEach(() => fixture.dispose());

    it('resolves an id to the name that was added', async () => {
      expect(await register.add(director)).toBe('added');
      expect(await register.name(director.id)).toEqual({ kind: 'named', name: 'Ada Example' });
    });

    it('does not know an id that was never added', async () => {
      expect(await register.name(director.id)).toEqual({ kind: 'unknown' });
    });

    it('keeps the first spelling of a name', async () => {
      await register.add(director);
      expect(await register.add({ ...director, name: 'Dr  ADA Example' })).toBe('already-there');
      expect(await register.name(director.id)).toEqual({ kind: 'named', name: 'Ada Example' });
    });

    it('folds white space in what it keeps', async () => {
      await register.add({ ...director, name: '  Ada\n Example ' });
      expect(await register.entries()).toEqual([director]);
    });

    it('adds many at once and answers for each', async () => {
      await register.erase(chair.id);
      expect(await register.addAll([director, chair, director])).toEqual([
        'added',
        'erased',
        'already-there',
      ]);
    });

    it('adds none of many where one has no name', async () => {
      await expect(register.addAll([director, { ...chair, name: 'Mr' }])).rejects.toMatchObject({
        code: 'InvalidPersonName',
      });
      expect(await register.entries()).toEqual([]);
    });

    it('lists everyone with a name, by id', async () => {
      await register.addAll([director, chair]);
      const byId = [director, chair].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(await register.entries()).toEqual(byId);
    });

    it('corrects a name', async () => {
      await register.add(director);
      await register.rename(director.id, 'Ada Sample-Example');
      expect(await register.entries()).toEqual([{ ...director, name: 'Ada Sample-Example' }]);
    });

    it('refuses to correct a name it does not have', async () => {
      await expect(register.rename(chair.id, 'Ben Other')).rejects.toMatchObject({
        code: 'UnknownPerson',
      });
      await register.erase(chair.id);
      await expect(register.rename(chair.id, 'Ben Other')).rejects.toMatchObject({
        code: 'PersonErased',
      });
    });

    it('erases a name for good: the id says so, and adding it again does not bring it back', async () => {
      await register.addAll([director, chair]);
      await register.erase(director.id);
      await register.erase(director.id);
      expect(await register.name(director.id)).toEqual({ kind: 'erased' });
      expect(await register.add(director)).toBe('erased');
      expect(await register.name(director.id)).toEqual({ kind: 'erased' });
      expect(await register.entries()).toEqual([chair]);
    });

    it('lists those whose names were erased, by id', async () => {
      await register.addAll([director, chair]);
      expect(await register.erased()).toEqual([]);
      await register.erase(director.id);
      await register.erase(chair.id);
      expect(await register.erased()).toEqual([director.id, chair.id].sort());
    });

    it('remembers an erasure that came before the name', async () => {
      await register.erase(chair.id);
      expect(await register.name(chair.id)).toEqual({ kind: 'erased' });
      expect(await register.add(chair)).toBe('erased');
    });

    it.each(['', 'p-1', 'Ada Example'])('refuses %j as an id', async (id) => {
      const refused = { code: 'InvalidPersonId' };
      await expect(register.add({ id, name: 'Ada' })).rejects.toMatchObject(refused);
      await expect(register.name(id)).rejects.toMatchObject(refused);
      await expect(register.erase(id)).rejects.toMatchObject(refused);
    });
  });
}
