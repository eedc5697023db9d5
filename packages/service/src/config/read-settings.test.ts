import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentName, isGiven, readSettings } from './read-settings.ts';
import { settingNames } from './settings.ts';

describe('settings', () => {
  it('are taken from flags before the environment, and from there before the file', () => {
    const text = JSON.stringify({ port: 1, ratePerMinute: 2, hosts: ['a.example'] });
    const file = { name: 'timeline.json', text };
    const env = { TIMELINE_PORT: '3', TIMELINE_HOSTS: 'b.example, c.example' };
    expect(readSettings({ file, env, flags: { port: '4' } })).toMatchObject({
      port: 4,
      ratePerMinute: 2,
      hosts: ['b.example', 'c.example'],
      host: '127.0.0.1',
    });
  });

  it('are known to be chosen by somebody, wherever that is, or by nobody', () => {
    expect(isGiven('port', { file: { name: 'a.json', text: '{"port": 8080}' } })).toBe(true);
    expect(isGiven('port', { env: { TIMELINE_PORT: '8080' } })).toBe(true);
    expect(isGiven('port', { flags: { port: '8080' } })).toBe(true);
    expect(isGiven('port', { env: { TIMELINE_PORT: '', TIMELINE_HOST: '::1' } })).toBe(false);
  });

  it('open reading on a loopback address alone, unless somebody says otherwise', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost', '127.9.9.9']) {
      expect(readSettings({ flags: { host } }).reading).toBe('open');
    }
    for (const host of ['0.0.0.0', '::', '10.0.0.1', 'example.org', '127.example.org']) {
      expect(readSettings({ flags: { host } }).reading).toBe('closed');
    }
    expect(readSettings({ flags: { host: '0.0.0.0', reading: 'open' } }).reading).toBe('open');
    expect(readSettings({ flags: { reading: 'closed' } }).reading).toBe('closed');
  });

  it.each([
    [
      'a port of the environment',
      { env: { TIMELINE_PORT: 'eighty' } },
      'TIMELINE_PORT: "eighty" cannot be taken: it is not a number.',
    ],
    [
      'a port that there is not',
      { flags: { port: '70000' } },
      '--port: 70000 cannot be taken: the most is 65535.',
    ],
    [
      'half a port',
      { flags: { port: '80.5' } },
      '--port: 80.5 cannot be taken: it is not a whole number.',
    ],
    ['a port that is empty', { flags: { port: ' ' } }, '--port: " "'],
    [
      'a word that is none of its choices',
      { env: { TIMELINE_READING: 'ajar' } },
      'TIMELINE_READING: "ajar" cannot be taken: it is none of open, closed.',
    ],
    [
      'a part of a list',
      { env: { TIMELINE_DIGESTS: '[{"to": "a@b.example", "authority": "kent"}]' } },
      'cannot be taken: at 0.authority, it is not a list.',
    ],
    [
      'an answer that is neither yes nor no',
      { env: { TIMELINE_TRUST_PROXY: 'perhaps' } },
      'TIMELINE_TRUST_PROXY: ["perhaps"] cannot be taken',
    ],
    [
      'an origin with a path',
      { env: { TIMELINE_ORIGINS: 'https://a.example/b' } },
      'TIMELINE_ORIGINS',
    ],
    [
      'a setting of the file',
      { file: { name: 'a.json', text: '{"port": "80"}' } },
      '"port" in a.json: "80"',
    ],
    [
      'a name that is no setting',
      { file: { name: 'a.json', text: '{"prot": 80}' } },
      '"prot" in a.json: there is no such setting',
    ],
    [
      'a file that is no JSON',
      { file: { name: 'a.json', text: '{' } },
      'a.json is not a JSON object',
    ],
    [
      'a file that is a list',
      { file: { name: 'a.json', text: '[]' } },
      'a.json is not a JSON object',
    ],
  ])('are refused because of %s, which is named with where it came from', (_, sources, words) => {
    expect(() => readSettings(sources)).toThrow(words);
  });

  it('have a variable of the environment each, of its own', () => {
    const names = settingNames.map(environmentName);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('TIMELINE_RATE_PER_MINUTE');
  });

  it('stand in the manual with their variables', () => {
    const manual = readFileSync(
      join(import.meta.dirname, '../../../../docs/operations.md'),
      'utf8',
    );
    const row = (name: (typeof settingNames)[number]) =>
      `| \`${name}\` | \`${environmentName(name)}\``;
    expect(settingNames.filter((name) => !manual.includes(row(name)))).toEqual([]);
  });
});

describe('settings of mail', () => {
  const mail = {
    smtpHost: 'relay.example.org',
    mailFrom: 'timeline@example.org',
    publicUrl: 'https://timeline.example.org',
  };
  const one = { to: 'lead@example.org', region: 'North East' };
  const wrong = (flags: object, env = {}): string => {
    try {
      readSettings({ flags: flags as never, env });
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('say when a digest goes where nobody does, and are read from the environment as JSON', () => {
    const env = { TIMELINE_DIGESTS: JSON.stringify([one]) };
    expect(readSettings({ flags: mail, env }).digests).toEqual([
      { ...one, every: 'week', on: 'monday', at: '07:00', evenIfNothing: false },
    ]);
  });

  it.each(['smtpHost', 'mailFrom', 'publicUrl'] as const)(
    'need %s where there are digests',
    (name) => {
      expect(wrong({ ...mail, [name]: undefined, digests: [one] })).toContain(`they need ${name}`);
    },
  );

  it('let no mail go in the clear but on this machine, and no link that ends mails either', () => {
    expect(wrong({ ...mail, smtpTls: 'none' })).toContain('reads along');
    expect(wrong({ ...mail, smtpHost: '127.0.0.1', smtpTls: 'none' })).toBe('');
    const plain = { ...mail, publicUrl: 'http://timeline.example.org', digests: [one] };
    expect(wrong(plain)).toContain('https');
  });

  it('refuse what is no digest, and never show the password', () => {
    expect(wrong({ ...mail, digests: [{ ...one, at: '25:00' }] })).toContain('07:00');
    expect(wrong({ ...mail, digests: [{ ...one, to: 'lead' }] })).toContain('no address of mail');
    const password = 'x'.repeat(1001);
    const told = wrong(mail, { TIMELINE_SMTP_PASSWORD: password });
    expect(told).toContain('TIMELINE_SMTP_PASSWORD: what is given cannot be taken');
    expect(told).not.toContain('xxx');
  });
});
