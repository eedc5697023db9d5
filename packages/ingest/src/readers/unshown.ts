/** Keeps count of how deep reading is in XML, and passes over elements that are not shown, with all that is in them. */
export class Unshown {
  #depth = 0;
  /** How deep the element lies that is passed over; 0 where none is. */
  #from = 0;

  /** True while nothing is passed over. */
  get shows(): boolean {
    return this.#from === 0;
  }

  /** An element opens; true where it is shown. @param hidden asked only where what holds it is shown */
  opens(hidden: () => boolean): boolean {
    this.#depth += 1;
    if (this.shows && hidden()) this.#from = this.#depth;
    return this.shows;
  }

  /** An element closes; true where it was shown. */
  closes(): boolean {
    const shown = this.shows;
    if (this.#depth === this.#from) this.#from = 0;
    this.#depth -= 1;
    return shown;
  }
}
