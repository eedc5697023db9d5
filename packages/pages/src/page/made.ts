import { LRUCache } from 'lru-cache';

/** Pages that were made lately are kept, together no longer than this. */
const keptCharacters = 24 * 1024 * 1024;

/** Pages as they were made, by all that they rest on: whoever asks while one is being made waits for that one. */
export class Made {
  readonly #kept = new LRUCache<string, string>({
    maxSize: keptCharacters,
    sizeCalculation: (body) => body.length + 1,
  });
  readonly #underWay = new Map<string, Promise<string>>();

  /** The page of a name, made unless it is there. @throws what making it throws, to everybody who waits */
  async get(name: string, make: () => Promise<string>): Promise<string> {
    const kept = this.#kept.get(name);
    if (kept !== undefined) return kept;
    const underWay = this.#underWay.get(name) ?? this.#make(name, make);
    return underWay;
  }

  #make(name: string, make: () => Promise<string>): Promise<string> {
    const made = make()
      .then((body) => {
        this.#kept.set(name, body);
        return body;
      })
      .finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, made);
    return made;
  }
}
