import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { Lifecycle } from './lifecycle.ts';

describe('the end of a service', () => {
  it('comes in order: the signal, what was registered from last to first, the server', async () => {
    const [lifecycle, app, order] = [new Lifecycle(), fastify(), [] as string[]];
    lifecycle.closing.addEventListener('abort', () => order.push('closing'));
    for (const name of ['first', 'second']) {
      lifecycle.onShutdown(name, async () => {
        order.push(name);
      });
    }
    app.addHook('onClose', async () => {
      order.push('closed');
    });
    await app.ready();
    await lifecycle.end(app, 1000);
    expect(order).toEqual(['closing', 'second', 'first', 'closed']);
  });

  it('is one end, however often it is asked for', async () => {
    const [lifecycle, app] = [new Lifecycle(), fastify()];
    let ended = 0;
    lifecycle.onShutdown('count', () => {
      ended += 1;
    });
    await Promise.all([lifecycle.end(app, 1000), lifecycle.end(app, 1000)]);
    expect(ended).toBe(1);
  });

  it('is held up by nothing that fails or does not end', async () => {
    const [lifecycle, app, order] = [new Lifecycle(), fastify(), [] as string[]];
    lifecycle.onShutdown('sound', () => {
      order.push('sound');
    });
    lifecycle.onShutdown('failing', () => Promise.reject(new Error('no')));
    lifecycle.onShutdown('endless', () => new Promise(() => {}));
    await lifecycle.end(app, 20);
    expect(order).toEqual(['sound']);
  });
});

describe('the beginning of a service', () => {
  it('fails where something fails that was to be done once it listens', async () => {
    const lifecycle = new Lifecycle();
    lifecycle.onListen(() => Promise.reject(new Error('the port is taken')));
    await expect(lifecycle.begin()).rejects.toThrow('the port is taken');
  });
});
