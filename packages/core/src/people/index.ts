export { copyNames, type NamesCopied } from './copy-names.ts';
export { createMemoryPeopleRegister } from './memory.ts';
export * from './people-register.ts';
export {
  checkPersonId,
  InvalidPersonId,
  InvalidPersonName,
  normalisedName,
  type PersonId,
  personIdOf,
} from './person-id.ts';
export { openPeopleRegister, type PeopleRegisterOptions } from './sqlite.ts';
