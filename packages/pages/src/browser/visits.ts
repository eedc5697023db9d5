import { enhance } from './enhance.ts';

/** Days are those of London, as the record's are. */
const dayOf = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const year = 365 * 24 * 60 * 60;

// the two last days on which this page was opened stay in the browser, and tell from when on it has news
enhance(() => {
  const today = dayOf.format(new Date());
  const [, last] = /(?:^|;\s*)visits=([\d-]+)/.exec(document.cookie) ?? [];
  if (last === today || new URLSearchParams(location.search).get('asOf')) return;
  const days = last === undefined ? today : `${today}.${last}`;
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the store of cookies, and none has it without TLS
  document.cookie = `visits=${days}; path=/; max-age=${year}; samesite=lax`;
});
