import type { AuthorityRecord } from '../record/authority-record.ts';
import type { NoticeSource } from './notice.ts';

/** Where the facts of a record are written. */
export function sourceIn(record: AuthorityRecord): (event: string) => NoticeSource | undefined {
  return (id) => {
    const claim = record.claim(id);
    if (!claim) return undefined;
    const { publisher, title, locator, url } = claim.event.source;
    return { event: id, publisher, title, locator: locator ?? null, url: url ?? null };
  };
}
