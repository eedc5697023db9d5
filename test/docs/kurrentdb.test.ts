import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { kurrentAddress } from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';
import { commandsShown, commandsTold, documentAt, firstDifference } from './documents.ts';

const root = resolve(import.meta.dirname, '../..');
const page = documentAt('docs/kurrentdb.md');

describe('the page on KurrentDB', () => {
  const server = new TestServer();
  const folder = temporaryFolder();
  /** Where the page says that a server is, and where the one of this test is. */
  const written = '127.0.0.1:2113';
  beforeAll(async () => {
    await server.start();
    symlinkSync(join(root, 'docs'), join(folder.path, 'docs'));
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    folder.remove();
  });

  it('moves a log to a server and back by commands that print what is shown', async () => {
    const shown = commandsShown(page);
    expect(shown.map(({ command }) => command.split(' ')[1])).toEqual([
      'import',
      'copy',
      'verify',
      'standing',
      'copy',
    ]);
    const here = `127.0.0.1:${server.port}`;
    for (const { command, output } of shown) {
      const words = command.replace(written, here).match(/"[^"]*"|\S+/g) ?? [];
      const told = words.slice(1).map((word) => word.replaceAll('"', ''));
      const { code, stdout, stderr } = await timeline(folder.path, ...told);
      expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: '' });
      const printed = stdout.replaceAll(here, written).split('\n');
      expect(firstDifference(output, printed), command).toBeUndefined();
    }
  });

  it('shows forms of addresses that we and the client take', () => {
    const told = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    const table = /\| form \| for \|\n[\s\S]*?\n\n/.exec(page.text)?.[0] ?? '';
    const forms = [...table.matchAll(/`([^`]+)`/g)].map(([, form]) => form!);
    expect(forms).toHaveLength(5);
    for (const form of forms) {
      const { connectionString, namespace, shown } = kurrentAddress(form);
      expect(namespace).toBe('timeline');
      expect(shown).not.toContain('PASSWORD');
      // the client looks for the file when it reads the address, and there is none here
      const withoutFile = connectionString.replace(/tlsCAFile=[^&]+&?/, '');
      expect(KurrentDBClient.connectionString(withoutFile)).toBeInstanceOf(KurrentDBClient);
    }
    // the client warns of what it does not know, and drops it
    for (const spy of told) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  it('names options that the client knows, and ours', () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const values: Readonly<Record<string, string>> = {
      tls: 'true',
      tlsVerifyCert: 'false',
      nodePreference: 'leader',
      defaultDeadline: '5000',
      keepAliveInterval: '10000',
      keepAliveTimeout: '10000',
      maxDiscoverAttempts: '3',
      gossipTimeout: '5',
      throwOnAppendFailure: 'true',
    };
    const files = ['tlsCAFile', 'userCertFile', 'userKeyFile'];
    const paragraph = /All others are the client's:[\s\S]*?\n\n/.exec(page.text)?.[0] ?? '';
    const named = [...paragraph.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
    expect([...named].sort()).toEqual([...Object.keys(values), ...files].sort());
    const query = Object.entries(values).map(([name, value]) => `${name}=${value}`);
    KurrentDBClient.connectionString(
      kurrentAddress(`kurrentdb://a:1?${query.join('&')}&namespace=n&documents=d`).connectionString,
    );
    expect(warned).not.toHaveBeenCalled();
    for (const file of files) {
      expect(() => KurrentDBClient.connectionString(`kurrentdb://a:1?${file}=none.crt`)).toThrow();
    }
    expect(warned).not.toHaveBeenCalled();
    KurrentDBClient.connectionString('kurrentdb://a:1?noSuchOption=1');
    expect(warned).toHaveBeenCalled();
    warned.mockRestore();
  });

  it('tells to run files that there are on a server of one’s own', () => {
    const told = commandsTold(page);
    expect(told).toHaveLength(2);
    const [contract = '', bench = ''] = told;
    expect(contract).toMatch(/^pnpm contract --on "kurrentdb:/);
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(bench).toMatch(/^TIMELINE_KURRENTDB=/);
    for (const command of [scripts.contract, bench]) {
      const [file] = /(?:test|scripts)\/\S+\.ts/.exec(command)!;
      expect(existsSync(join(root, file)), file).toBe(true);
    }
  });
});
