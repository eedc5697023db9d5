import { withQuery } from './links.ts';

/** Where editors put one fact right. @param authority whose it probably is: it is looked for there first */
export function factAddress(event: string, authority: string): string {
  return withQuery(`/facts/${event}`, { authority });
}
