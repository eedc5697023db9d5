import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { formWanted, nextPage } from './asked.ts';

const asking = (accept?: string) =>
  formWanted({ headers: accept === undefined ? {} : { accept } } as FastifyRequest);

describe('the form of an answer', () => {
  it.each([
    [undefined, 'json'],
    ['', 'json'],
    ['*/*', 'json'],
    ['text/csv', 'csv'],
    ['text/*', 'csv'],
    ['application/json', 'json'],
    ['text/csv, application/json', 'json'],
    ['text/csv, application/json;q=0.9', 'csv'],
    ['application/json;q=0.1, text/csv;q=0.2', 'csv'],
    ['text/html, */*;q=0.5', 'json'],
    ['text/html', 'json'],
    ['text/html, application/json;q=0', 'csv'],
    ['application/json;q=0, */*', 'csv'],
    ['TEXT/CSV; header=present', 'csv'],
  ])('asked for as %s is %s', (accept, form) => {
    expect(asking(accept)).toBe(form);
  });

  it.each([
    ...['image/png', 'text/html;q=0', 'text/html, */*;q=0', 'application/json;q=0'],
    ...['nonsense', 'application/json;q=x'],
  ])('is refused where %s is all that is taken', (accept) => {
    expect(() => asking(accept)).toThrow(expect.objectContaining({ status: 406 }));
  });
});

describe('the address of the next page', () => {
  it('keeps what was asked and has one cursor', () => {
    const next = nextPage('/api/list?where=a%3Db&where=c%3Dd&cursor=x', 'y');
    const words = new URL(next, 'http://a').searchParams;
    expect([...words]).toEqual([
      ['where', 'a=b'],
      ['where', 'c=d'],
      ['cursor', 'y'],
    ]);
  });
});
