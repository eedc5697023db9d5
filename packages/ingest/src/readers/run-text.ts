import { plainCharacters } from './plain-characters.ts';

/** Bytes that a run has room for at first; hardly any is longer. */
const usual = 512;

/** The text of a run while its characters come one by one: a string that grew by each of them would be made anew as often. */
export class RunText {
  /** What came up to the last character that takes more than a byte. */
  #before = '';
  /** What came after it, a byte for each character. */
  #bytes = Buffer.alloc(usual);
  #length = 0;
  /** Whether all are plain ASCII, which means what it is. */
  #plain = true;

  /** Adds a character by its code point. @throws RangeError where that is none */
  add(code: number): void {
    if (code < 0x20 || code > 0x7e) {
      this.#plain = false;
      if (code > 0xff) {
        this.#before = this.#text() + String.fromCodePoint(code);
        this.#length = 0;
        return;
      }
    }
    if (this.#length === this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes], 2 * this.#length);
    }
    this.#bytes[this.#length] = code;
    this.#length += 1;
  }

  /** What was added since it was taken last, as what it means (`plainCharacters`). */
  taken(): string {
    const text = this.#text();
    const plain = this.#plain;
    this.#before = '';
    this.#length = 0;
    this.#plain = true;
    return plain ? text : plainCharacters(text);
  }

  #text(): string {
    const after = this.#bytes.toString('latin1', 0, this.#length);
    return this.#before === '' ? after : this.#before + after;
  }
}
