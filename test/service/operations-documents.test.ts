import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeSettings, environmentName, readSettings } from '@monitoring-timeline/service';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withSettingsTable } from '../../scripts/settings-table.ts';
import { temporaryFolder, timeline } from '../support/command.ts';
import { startServing, storeOf } from './serving.ts';

const root = resolve(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

const operations = text('docs/operations.md');
const dockerfile = text('Dockerfile');
const folder = temporaryFolder();
afterAll(() => {
  folder.remove();
});

interface Composed {
  readonly services: Readonly<Record<string, ComposedService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

interface ComposedService {
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[];
  readonly profiles?: readonly string[];
  readonly read_only?: boolean;
}

const composed = parse(text('compose.yaml'), { merge: true }) as Composed;
const own = Object.entries(composed.services).filter(([, service]) => service.build !== undefined);

/** The instructions of the Dockerfile, lines that go on joined. */
const instructions = dockerfile
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return { name, rest };
  });
const all = (name: string): readonly string[] =>
  instructions.filter((one) => one.name === name).map(({ rest }) => rest);

/** The environment that the image sets. */
const imageEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  all('ENV').flatMap((rest) => rest.split(' ').map((one) => one.split('=') as [string, string])),
);

describe('the page on operations', () => {
  it('lists every setting as it is defined (`node scripts/settings-table.ts` writes the list)', () => {
    expect(withSettingsTable(operations)).toBe(operations);
    for (const { name } of describeSettings()) expect(operations).toContain(`| \`${name}\` |`);
  });

  it('names every metric that there is, and no other', async () => {
    const serving = await startServing({ store: await storeOf([]) });
    const metrics = await serving.ask('/metrics');
    await serving.stop();
    const there = [...metrics.text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    const told = [...operations.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name);
    const settings = new Set(describeSettings().map(({ name }) => name as string | undefined));
    expect(told.filter((name) => !settings.has(name)).sort()).toEqual(there.sort());
  });

  it('shows commands that there are', async () => {
    const shown = [...operations.matchAll(/^(?:npx )?timeline ([a-z ]+)/gm)].map(([, words]) =>
      words!.trim().split(/ +/).slice(0, 2),
    );
    expect(shown.length).toBeGreaterThan(5);
    for (const words of shown) {
      const { stdout } = await timeline(folder.path, 'help', words[0]!);
      expect({ words, there: stdout.includes(`timeline ${words[0]}`) }).toEqual({
        words,
        there: true,
      });
    }
  });
});

describe('the image', () => {
  const stages = all('FROM');

  it('runs on the Node that the packages ask for, as a user without rights', () => {
    const { engines } = JSON.parse(text('packages/cli/package.json'));
    const major = Number(/\d+/.exec(engines.node)?.[0]);
    const image = `node:${major}-slim`;
    // the bundle holds code of V8, and so is made by what runs it
    expect(stages).toEqual([
      `${image} AS manifests`,
      ...['manifests AS packages', 'manifests AS bundle'],
      image,
    ]);
    const last = instructions.findLastIndex(({ name }) => name === 'FROM');
    const users = instructions.slice(last).filter(({ name }) => name === 'USER');
    expect(users.map(({ rest }) => rest)).toEqual(['node']);
  });

  it('copies only what there is, and all that installing asks for', () => {
    const sources = all('COPY')
      .filter((rest) => !rest.startsWith('--from'))
      .flatMap((rest) => rest.split(' ').slice(0, -1));
    for (const source of sources)
      expect({ source, there: existsSync(join(root, source)) }).toEqual({
        source,
        there: true,
      });
    const workspace = parse(text('pnpm-workspace.yaml')) as {
      readonly packages: readonly string[];
    };
    expect(workspace.packages).toEqual(['packages/*', 'test', 'reference']);
    const needed = readdirSync(join(root, 'packages')).map(
      (name) => `packages/${name}/package.json`,
    );
    expect(sources).toEqual(
      expect.arrayContaining([...needed, 'test/package.json', 'reference/package.json']),
    );
    const ignored = text('.dockerignore').split('\n');
    for (const source of sources.filter((one) => !one.includes('/'))) {
      expect(ignored).toContain(`!${source}`);
    }
    expect(ignored).toEqual(expect.arrayContaining(['*', '**/node_modules']));
  });

  it('installs with the pinned package manager, from the lockfile, the command and what it needs', () => {
    const { packageManager } = JSON.parse(text('package.json'));
    const { name } = JSON.parse(text('packages/cli/package.json'));
    const [install = ''] = all('RUN');
    expect(install).toContain(`npx --yes ${packageManager} install --frozen-lockfile --prod`);
    expect(install).toContain(`--filter "${name}..."`);
  });

  it('sets only what can be set', () => {
    const { NODE_ENV, ...settings } = imageEnvironment;
    expect(NODE_ENV).toBe('production');
    const variables = describeSettings().map(({ variable }) => variable);
    expect(variables).toEqual(expect.arrayContaining(Object.keys(settings)));
    const read = readSettings({ env: settings });
    expect(read).toMatchObject({ host: '0.0.0.0', reading: 'closed', metrics: 'closed' });
    expect(all('EXPOSE')).toEqual([String(read.port)]);
  });

  it('starts a command that there is, on its volume, and asks it how it is', async () => {
    const entry = JSON.parse(all('ENTRYPOINT')[0]!) as readonly string[];
    expect(entry).toEqual(['node', 'packages/cli/src/timeline.cjs']);
    expect(existsSync(join(root, entry.at(-1)!))).toBe(true);
    expect(all('RUN')).toContain('node scripts/bundle.ts');
    expect(all('COPY')).toContain('--from=bundle /app/dist ./dist');
    await takes(JSON.parse(all('CMD')[0]!) as readonly string[]);
    expect(all('VOLUME')).toEqual(['/app/var']);
    const [check = ''] = all('HEALTHCHECK');
    const script = (JSON.parse(/CMD (\[.*\])$/.exec(check)![1]!) as readonly string[]).at(-1)!;
    expect(script).toContain(environmentName('port'));
    const serving = await startServing({ store: await storeOf([]) });
    const path = /'(\/[a-z/]+)'/.exec(script)![1]!;
    expect((await serving.ask(path)).headers['content-type']).toContain('application/json');
    await serving.stop();
  });
});

/** Holds words against the command: each is one of its commands, options or their values. */
async function takes(words: readonly string[]): Promise<void> {
  const { stdout } = await timeline(folder.path, 'help', words[0]!);
  expect(stdout).toContain(`timeline ${words[0]}`);
  for (const option of words.filter((word) => word.startsWith('--'))) {
    expect(stdout).toContain(`${option}`);
  }
}

describe('compose.yaml', () => {
  it('has the service alone, and beside a KurrentDB node where that is asked for', () => {
    const profiles = Object.entries(composed.services).map(([name, service]) => [
      name,
      service.profiles,
    ]);
    expect(Object.fromEntries(profiles)).toEqual({
      timeline: undefined,
      'timeline-on-kurrentdb': ['kurrentdb'],
      kurrentdb: ['kurrentdb'],
    });
  });

  it('runs our image as it is meant to run: settings, ports, volumes and commands are its own', async () => {
    const { port } = readSettings({ env: imageEnvironment });
    const variables = describeSettings().map(({ variable }) => variable);
    for (const [name, service] of own) {
      const environment = service.environment ?? {};
      expect(variables, name).toEqual(expect.arrayContaining(Object.keys(environment)));
      expect(() => readSettings({ env: { ...imageEnvironment, ...environment } })).not.toThrow();
      for (const published of service.ports ?? []) {
        expect(published, name).toMatch(new RegExp(`^127\\.0\\.0\\.1:\\d+:${port}$`));
      }
      const [volume] = all('VOLUME');
      expect(service.volumes?.map((one) => one.split(':')[1])).toEqual([volume]);
      expect(service.read_only).toBe(true);
      if (service.command) await takes(service.command);
    }
  });

  it('names only volumes and services that it has', () => {
    for (const service of Object.values(composed.services)) {
      for (const volume of service.volumes ?? []) {
        expect(Object.keys(composed.volumes)).toContain(volume.split(':')[0]);
      }
      for (const other of service.depends_on ?? []) {
        expect(Object.keys(composed.services)).toContain(other);
      }
    }
    const addresses = own.flatMap(([, { command = [] }]) =>
      command.filter((word) => word.startsWith('kurrentdb://')),
    );
    expect(addresses.length).toBe(1);
    for (const address of addresses) {
      const { hostname, port } = new URL(address.replace('kurrentdb:', 'http:'));
      const node = composed.services[hostname];
      expect(node?.environment?.KURRENTDB_NODE_PORT).toBe(port);
    }
  });
});
