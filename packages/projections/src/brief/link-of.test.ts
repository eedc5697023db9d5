import { expect, it } from 'vitest';
import { linkOf } from './document.ts';

it.each([
  ['https://example.org/a b', 'https://example.org/a%20b'],
  ['https://example.org/100%', 'https://example.org/100%'],
  ['https://example.org/%E2%82', 'https://example.org/%E2%82'],
  ['not an address \ud800', 'not%20an%20address%20%EF%BF%BD'],
])('a link to %s is one that any reader takes', (url, link) => {
  expect(linkOf(url)).toBe(link);
});
