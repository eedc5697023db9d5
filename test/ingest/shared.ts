import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withoutMaterial } from '@monitoring-timeline/core/testing/skipping';

/** Root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of published tables beside the repository, which only some machines have. */
export const tables = fileURLToPath(new URL('../../../shared/data', import.meta.url));
export const haveTables = existsSync(`${tables}/outcomes.csv`);

/** Why a test that needs them cannot run; nothing where they are there. */
export const withoutTables = haveTables ? undefined : withoutMaterial;
