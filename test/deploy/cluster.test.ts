import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { kurrentAddress } from '@monitoring-timeline/core/kurrentdb';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/** What no container engine is needed for: that the parts of the file fit each other and our own reading of the address. */
const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'compose.cluster.yaml'), 'utf8');

const serviceSchema = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  networks: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const fileSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  networks: z.record(
    z.string(),
    z.object({ ipam: z.object({ config: z.array(z.object({ subnet: z.string() })) }) }),
  ),
  volumes: z.record(z.string(), z.null()),
});
const file = fileSchema.parse(parse(text, { merge: true }));
const services = Object.entries(file.services);
const nodes = services.filter(([name]) => /^kurrentdb-\d$/.test(name));
const addresses = services.flatMap(([, { command = [] }]) => {
  const at = command.indexOf('--store');
  return at === -1 ? [] : [command[at + 1]!.replace(/\$\{KURRENTDB_PASSWORD\}/, 'pass-word_1')];
});

describe('the cluster file', () => {
  it('has three nodes that find each other, each by the other two and under its own name', () => {
    expect(nodes).toHaveLength(3);
    const names = nodes.map(([name]) => name);
    for (const [name, { environment }] of nodes) {
      const seeds = environment.KURRENTDB_GOSSIP_SEED?.split(',');
      expect(seeds).toEqual(
        names.filter((other) => other !== name).map((other) => `${other}:2113`),
      );
      expect(environment.KURRENTDB_CLUSTER_SIZE).toBe(String(nodes.length));
      expect(environment.KURRENTDB_NODE_HOST_ADVERTISE_AS).toBe(name);
    }
  });

  it('secures every node: a certificate of its own for its name and address, and no insecure mode', () => {
    expect(text).not.toMatch(/INSECURE|insecure/);
    const [generator] = parse(text, { merge: true }).services.certificates.command as [string];
    const subnet = file.networks.cluster!.ipam.config[0]!.subnet.replace(/0\/24$/, '');
    for (const [n, [, { environment, networks }]] of nodes.entries()) {
      const { ipv4_address: address } = (networks as Record<string, { ipv4_address: string }>)
        .cluster!;
      expect(address).toBe(`${subnet}1${n + 1}`);
      expect(environment.KURRENTDB_REPLICATION_IP).toBe(address);
      expect(environment.KURRENTDB_CERTIFICATE_FILE).toBe(`/certs/node${n + 1}/node.crt`);
      expect(environment.KURRENTDB_CERTIFICATE_PRIVATE_KEY_FILE).toBe(
        `/certs/node${n + 1}/node.key`,
      );
    }
    expect(generator).toContain(`${subnet}1$$n`);
    expect(generator).toContain('kurrentdb-$$n');
  });

  it('gives the service an address that we and the client take, with all nodes and the cluster’s authority', () => {
    expect(addresses).toHaveLength(2);
    const told = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    for (const text of addresses) {
      const { connectionString, namespace, shown } = kurrentAddress(text);
      expect(namespace).toBe('timeline');
      expect(shown).not.toContain('pass-word_1');
      const hosts = /\/\/([^?/]+)/.exec(connectionString)?.[1]?.split(',');
      expect(hosts).toEqual(nodes.map(([name]) => `${name}:2113`));
      const authority = /tlsCAFile=([^&]+)/.exec(connectionString)?.[1];
      expect(authority).toBe('/certs/ca/ca.crt');
      // the client looks for the file when it reads the address; any certificate will do here
      const here = connectionString.replace(/tlsCAFile=[^&]+&?/, '');
      expect(KurrentDBClient.connectionString(here)).toBeInstanceOf(KurrentDBClient);
    }
    // the client warns of an option that it does not know, and drops it
    for (const spy of told) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  it('names only services, volumes and networks that are there, and opens its port to this machine alone', () => {
    for (const [name, { depends_on: needs, volumes, networks = [], ports }] of services) {
      for (const needed of Object.keys(needs)) expect(file.services, name).toHaveProperty(needed);
      for (const volume of volumes)
        expect(file.volumes, name).toHaveProperty(volume.split(':')[0]!);
      const used = Array.isArray(networks) ? networks : Object.keys(networks);
      for (const network of used) expect(file.networks, name).toHaveProperty(network);
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
    expect(existsSync(join(root, 'data'))).toBe(true);
  });
});
