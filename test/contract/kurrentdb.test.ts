import {
  eventStoreContract,
  readContract,
  sampleEvents,
  subscribeContract,
} from '@monitoring-timeline/core/contract';
import {
  openKurrentPeople,
  openKurrentState,
  openKurrentStore,
} from '@monitoring-timeline/core/kurrentdb';
import { afterAll, beforeAll, describe } from 'vitest';
import { inFull } from '../support/rounds.ts';
import { freshNamespace, kurrentServers } from './kurrent-server.ts';
import { peopleRegisterContract } from './people-register-contract.ts';
import { stateStoreContract } from './state-store-contract.ts';

/** `pnpm faults` runs every contract on every server; the ordinary run on followers those of reading, which alone differs there. */

/** Long enough for a server that is killed and started again while the suite runs. */
const patience = 90_000;

for (const server of kurrentServers()) {
  describe(server.name, () => {
    beforeAll(() => server.start());
    afterAll(() => server.stop());

    const namespace = freshNamespace();
    const makeFixture = async () => {
      // the suite is to hold on a log in use, so every test goes on with the log of the one before
      const store = await openKurrentStore(server.address(namespace), { patience });
      await store.append('others', sampleEvents(1), { expected: 'any' });
      return { store, dispose: () => store.close() };
    };

    if (server.onlyReads && !inFull) {
      describe('what reads on followers', () => {
        readContract(makeFixture);
        subscribeContract(makeFixture);
      });
      return;
    }

    // one append is one stream's on this server; positions are the server's own, so a log keeps all but those
    eventStoreContract(server.name, makeFixture, { atomic: false, restores: false });

    stateStoreContract(server.name, () => openKurrentState(server.address(), { patience }));

    peopleRegisterContract(server.name, async () => {
      const register = await openKurrentPeople(server.address(), { patience });
      return { register, dispose: () => register.close() };
    });
  });
}
