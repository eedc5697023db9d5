import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { peoplePath } from './open-people.ts';
import { commandPath, defaultStorePath, userFolder, workspace } from './places.ts';
import { shownAddress, storeAddress } from './store-address.ts';

describe('where the user stands', () => {
  const called = tmpdir();

  it('is where a package manager was called, when it moved one of our scripts to the workspace', () => {
    const env = { INIT_CWD: called, npm_lifecycle_event: 'start' };
    expect(userFolder(env, workspace)).toBe(called);
  });

  it('is the current folder where the command was started otherwise', () => {
    expect(userFolder({}, called)).toBe(called);
    expect(userFolder({ INIT_CWD: called }, workspace)).toBe(workspace);
    expect(userFolder({ INIT_CWD: called, npm_lifecycle_event: 'test' }, workspace)).toBe(
      workspace,
    );
    const gone = { INIT_CWD: join(called, 'gone'), npm_lifecycle_event: 'start' };
    expect(userFolder(gone, workspace)).toBe(workspace);
  });
});

describe('how the command is typed', () => {
  it('is by the shorter path to the file of the workspace', () => {
    expect(commandPath(workspace)).toBe('./timeline');
    expect(commandPath(join(workspace, 'docs'))).toBe('../timeline');
    expect(commandPath('/a/b/c/d/e/f/g/h/i/j/k/l/m')).toBe(join(workspace, 'timeline'));
  });

  it('is one word to a shell, whatever its folder is called', () => {
    const folder = mkdtempSync(join(tmpdir(), 'timeline-places-'));
    try {
      const home = join(folder, "Ann's $HOME clone");
      mkdirSync(home);
      expect(commandPath(folder, home)).toBe('timeline');
      writeFileSync(join(home, 'timeline'), '#!/bin/sh\necho "here $1"\n', { mode: 0o755 });
      for (const here of [folder, home, '/']) {
        const asked = `${commandPath(here, home)} standing`;
        const told = spawnSync('sh', ['-c', asked], { cwd: here, encoding: 'utf8' });
        expect({ asked, ...told }).toMatchObject({ stdout: 'here standing\n', stderr: '' });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the default store', () => {
  it('is the one of the workspace anywhere inside it, and below the current folder elsewhere', () => {
    const own = join(workspace, 'var', 'timeline.db');
    expect(defaultStorePath(workspace)).toBe(own);
    expect(defaultStorePath(join(workspace, 'packages', 'cli'))).toBe(own);
    expect(defaultStorePath(tmpdir())).toBe(join(tmpdir(), 'var', 'timeline.db'));
    expect(defaultStorePath(`${workspace}-copy`)).toBe(
      join(`${workspace}-copy`, 'var/timeline.db'),
    );
  });

  it('has its register of people beside it', () => {
    expect(peoplePath('/a/timeline.db')).toBe('/a/timeline.people.db');
    expect(peoplePath('/a/log')).toBe('/a/log.people.db');
  });
});

describe('an address of a store', () => {
  it('names an engine and what it opens', () => {
    expect(storeAddress('memory:')).toEqual({ engine: 'memory' });
    expect(storeAddress('sqlite:a/b.db')).toEqual({
      engine: 'sqlite',
      path: join(process.cwd(), 'a/b.db'),
    });
  });

  it.each(['', 'sqlite:', 'memory:x', 'timeline.db', 'postgres://h'])(
    'is refused as "%s", naming what is supported',
    (text) => {
      expect(() => storeAddress(text)).toThrow('sqlite:PATH');
    },
  );

  it.each(['kurrentdb://h:2113?tls=false', 'kurrentdb+discover://h', 'esdb://h', 'kdb://h'])(
    'may be that of a server, as %s',
    (text) => {
      expect(storeAddress(text)).toEqual({ engine: 'kurrentdb', text, shown: text });
    },
  );

  it('is shown without its password', () => {
    const address = storeAddress('kurrentdb://admin:changeit@h:2113');
    expect(shownAddress(address)).toBe('kurrentdb://admin:***@h:2113');
    expect(() => storeAddress('postgres://admin:changeit@h')).not.toThrow('changeit');
  });

  it.each(['kurrentdb:', 'kurrentdb://', 'esdb:h', 'kurrentdb://?tls=false'])(
    'is refused as "%s", saying how a server is named',
    (text) => {
      expect(() => storeAddress(text)).toThrow('HOST:2113');
    },
  );
});
