import {
  type Added,
  type PeopleRegister,
  type Person,
  PersonErased,
  UnknownPerson,
} from './people-register.ts';
import { checkPersonId, displayName, type PersonId } from './person-id.ts';

const erased = Symbol('erased');

/** A register that lives as long as the process. */
export function createMemoryPeopleRegister(): PeopleRegister {
  const names = new Map<PersonId, string | typeof erased>();

  const checked = ({ id, name }: Person): Person => {
    checkPersonId(id);
    return { id, name: displayName(name) };
  };
  const add = ({ id, name }: Person): Added => {
    const there = names.get(id);
    if (there === erased) return 'erased';
    if (there !== undefined) return 'already-there';
    names.set(id, name);
    return 'added';
  };

  return {
    async add(person) {
      return add(checked(person));
    },
    async addAll(people) {
      return people.map(checked).map(add);
    },
    async name(id) {
      checkPersonId(id);
      const name = names.get(id);
      if (name === undefined) return { kind: 'unknown' };
      return name === erased ? { kind: 'erased' } : { kind: 'named', name };
    },
    async rename(id, name) {
      const right = checked({ id, name });
      const there = names.get(id);
      if (there === undefined) throw new UnknownPerson(id);
      if (there === erased) throw new PersonErased(id);
      names.set(id, right.name);
    },
    async erase(id) {
      checkPersonId(id);
      names.set(id, erased);
    },
    async entries() {
      return [...names]
        .flatMap(([id, name]) => (name === erased ? [] : [{ id, name }]))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async erased() {
      return [...names].flatMap(([id, name]) => (name === erased ? [id] : [])).sort();
    },
    async close() {},
  };
}
