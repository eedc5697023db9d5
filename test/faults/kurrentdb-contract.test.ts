import { randomUUID } from 'node:crypto';
import { eventStoreContract, sampleEvents } from '@monitoring-timeline/core/contract';
import { openKurrentPeople, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { afterAll, beforeAll, describe } from 'vitest';
import { peopleRegisterContract } from '../contract/people-register-contract.ts';
import { randomFrom } from '../support/random.ts';
import { inFull } from '../support/rounds.ts';

const patience = 90_000;

/** The contract is run on a quiet server in every run; a server that keeps dying is for `pnpm faults`. */
describe(
  'the contracts on a KurrentDB that is killed and restarted all the while',
  skippedBecause(
    inFull ? undefined : '`pnpm faults` alone runs the contracts on a server that keeps dying',
  ),
  () => {
    const server = new TestServer();
    const random = randomFrom(23108);
    let over = false;
    let killing: Promise<void>;
    const address = (): string => `${server.connectionString}&namespace=t${randomUUID()}`;

    beforeAll(async () => {
      await server.start();
      killing = (async () => {
        while (!over) {
          await new Promise((resolve) => setTimeout(resolve, 200 + random() * 800));
          await server.kill();
          await new Promise((resolve) => setTimeout(resolve, random() * 150));
          await server.start();
        }
      })();
    });
    afterAll(async () => {
      over = true;
      await killing;
      await server[Symbol.asyncDispose]();
    });

    eventStoreContract(
      'a dying server',
      async () => {
        const store = await openKurrentStore(address(), { patience });
        await store.append('others', sampleEvents(3), { expected: 'none' });
        return { store, dispose: () => store.close() };
      },
      { atomic: false, restores: false },
    );

    peopleRegisterContract('a dying server', async () => {
      const register = await openKurrentPeople(address(), { patience });
      return { register, dispose: () => register.close() };
    });
  },
);
