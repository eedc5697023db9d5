import { describe, expect, it } from 'vitest';
import { checkMemory, leastHeap } from './least-memory.ts';

describe('the least memory', () => {
  it('is named to whoever starts the service with less, with how to give more', () => {
    expect(() => checkMemory(160 * 1024 * 1024)).toThrow(
      expect.objectContaining({
        code: 'TooLittleMemory',
        message: expect.stringMatching(/160 MiB.*--max-old-space-size=256/),
      }),
    );
    expect(() => checkMemory(leastHeap * 1024 * 1024)).not.toThrow();
    expect(() => checkMemory()).not.toThrow();
  });
});
