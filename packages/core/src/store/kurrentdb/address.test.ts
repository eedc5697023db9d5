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

  it('keeps the password for the client and out of what is shown', () => {
    const address = kurrentAddress('kurrentdb://admin:s%3Acret@h:2113?tls=true');
    expect(address.connectionString).toContain('s%3Acret');
    expect(address.shown).toBe('kurrentdb://admin:***@h:2113?tls=true');
  });

  it('never shows a password, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (text) => {
        const password = `secret${encodeURIComponent(text.toWellFormed())}`;
        expect(masked(`kurrentdb://admin:${password}@host:2113?tls=false`)).not.toContain(password);
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
    'http://h',
  ])('refuses %s and says what is wrong', (text) => {
    expect(() => kurrentAddress(text)).toThrow(expect.objectContaining({ code: 'InvalidRequest' }));
    expect(() => kurrentAddress(text)).not.toThrow(/hidden/);
  });
});
