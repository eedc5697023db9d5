import type { Directory } from '@monitoring-timeline/core';
import type { Picture } from '@monitoring-timeline/projections';
import type { ReinspectionPicture } from '../answers/reinspection.ts';
import type { Terminal } from '../call/terminal.ts';
import { commandPath } from '../compose/places.ts';
import { type StoreAddress, shownAddress, storeToType } from '../compose/store-address.ts';
import { addImport, type Imported } from './import.ts';
import { Page } from './page.ts';
import { addPicture } from './picture.ts';
import { addReinspection } from './reinspection.ts';

const next = [
  'today --region "North East"',
  'standing sunderland',
  'standing sunderland --as-of 2018-07-25',
  'trajectory sunderland',
  'due --region "North East"',
  'picture --by region',
  'history sunderland',
] as const;

/** What `start` has to show; `imported` is null where the store held the shipped record already. */
export interface Started {
  readonly imported: Imported | null;
  readonly picture: Picture;
  readonly reinspection: ReinspectionPicture;
  readonly directory: Directory;
}

/** What `start` did, the national picture, and what to type next. */
export function showStart(
  address: StoreAddress,
  { imported, picture, reinspection, directory }: Started,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  const store = shownAddress(address);
  if (imported === null) page.title(`${store} holds the shipped record already`);
  else {
    addImport(page, imported, address);
    page.field('Store', store);
  }
  page.blank();
  addPicture(page, picture, directory);
  addReinspection(page, reinspection);
  page.section('What to type next');
  for (const command of next) page.verbatim(`${commandPath()} ${command}${storeToType(address)}`);
  page.verbatim(`${commandPath()} help`);
  page.write();
}
