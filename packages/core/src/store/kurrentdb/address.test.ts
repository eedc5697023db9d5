import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kurrentAddress, masked, namesKurrentDb } from './address.ts';

describe('the address of a log on KurrentDB', () => {
  it('is the client’s connection string with a namespace of ours', () => {
    expect(
      kurrentAddress('kurrentdb://a:1,b:2?tls=false&namespace=north-east&defaultDeadline=500'),
    ).toEqual({
      connectionString: 'kurrentdb://a:1,b:2?tls=false&defaultDeadline=500&discoveryInterval=50',
      namespace: 'north-east',
      shown: 'kurrentdb://a:1,b:2?tls=false&namespace=north-east&defaultDeadline=500',
      deadline: 500,
    });
    expect(kurrentAddress('kurrentdb+discover://cluster:2113/')).toMatchObject({
      connectionString: 'kurrentdb+discover://cluster:2113?discoveryInterval=50',
      namespace: 'timeline',
      deadline: 10_000,
    });
  });

  it.each(['esdb://h:2113', 'esdb+discover://h', 'kurrent://h', 'kdb+discover://h'])(
    'may be written as %s',
    (text) => {
      expect(namesKurrentDb(text)).toBe(true);
      expect(kurrentAddress(text).connectionString).not.toMatch(/^esdb/);
    },
  );

  it('asks the leader, and for views the nodes that are preferred', () => {
    const { connectionString, nearConnectionString } = kurrentAddress(
      'kurrentdb://a,b?NodePreference=Follower&tls=false',
    );
    expect(connectionString).toBe('kurrentdb://a,b?tls=false&discoveryInterval=50');
    expect(nearConnectionString).toBe(`${connectionString}&nodePreference=Follower`);
    expect(kurrentAddress('kurrentdb://a,b?nodePreference=leader')).not.toHaveProperty(
      'nearConnectionString',
    );
  });

  it.each([
    ['admin:s%3Acret@h:2113?tls=true', 'admin', 's:cret', 'h:2113'],
    ['admin:p@ss:w?rd/#%@h1:1,h2', 'admin', 'p@ss:w?rd/#%', 'h1:1,h2'],
    ['ada%40team:50%25%@[::1]:2113', 'ada@team', '50%%', '[::1]:2113'],
    ['a:%C3%BC %E2%82@h?documents=/x@y', 'a', 'ü %E2%82', 'h'],
    ['a:b?c=d@e@h', 'a', 'b?c=d@e', 'h'],
  ])('takes user and password out of %s', (text, username, password, hosts) => {
    const address = kurrentAddress(`kurrentdb://${text}`);
    expect(address.connectionString.split('?')[0]).toBe(`kurrentdb://${hosts}`);
    expect(address.credentials).toMatchObject({ username, password });
    expect(address.shown).toContain(':***@');
    expect(inspect(address, { depth: 9 }) + JSON.stringify(address)).not.toContain(password);
  });

  it('has no user where none is named, nor for a connection that is not encrypted', () => {
    const named = (text: string): unknown => kurrentAddress(`kurrentdb://${text}`).credentials;
    expect(named('h:2113?documents=/a@b')).toBeUndefined();
    expect(named('admin:secret@h:2113?tls=false')).toBeUndefined();
  });

  it('never shows a password, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (text) => {
        for (const password of [`secret${encodeURIComponent(text)}`, `secret${text}`]) {
          const address = `kurrentdb://admin:${password}@host:2113?tls=false`;
          expect(masked(address)).not.toContain('secret');
        }
      }),
    );
    expect(masked('kurrentdb://admin:a@b/c@host')).toBe('kurrentdb://admin:***@host');
  });

  it.each([
    'kurrentdb:h',
    'kurrentdb://h?namespace=a/b',
    'kurrentdb://h?namespace=',
    'kurrentdb://h?nodePreference=nearest',
    'kurrentdb://u:hidden@h?defaultDeadline=0',
    'kurrentdb://u:hidden@',
    'kurrentdb://u:hidden@h:port',
    'kurrentdb://user@h',
    'http://h',
  ])('refuses %s and says what is wrong', (text) => {
    expect(() => kurrentAddress(text)).toThrow(expect.objectContaining({ code: 'InvalidRequest' }));
    expect(() => kurrentAddress(text)).not.toThrow(/hidden/);
  });
});
