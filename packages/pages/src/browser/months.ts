import { bring } from './bring.ts';

/** How long a month is seen while the record plays, and how long is waited for the next movement of a hand. */
const seenMs = 700;
const handMs = 90;

const names = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Plays the record: the page moves from month to month, in place. */
class Player {
  readonly #first: number;
  readonly #button = document.createElement('button');
  readonly #range = document.createElement('input');
  readonly #said = document.createElement('span');
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)');
  #playing = false;
  #asking: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(place: HTMLElement, first: string, last: string) {
    this.#first = monthNumber(first);
    this.#button.type = 'button';
    this.#button.className = 'govuk-button govuk-button--secondary days__button';
    this.#range.type = 'range';
    this.#range.id = 'month';
    this.#range.min = '0';
    this.#range.max = String(monthNumber(last) - this.#first);
    const label = document.createElement('label');
    label.htmlFor = this.#range.id;
    label.textContent = 'Month';
    this.#said.className = 'days__month';
    // the slider says it itself
    this.#said.ariaHidden = 'true';
    place.append(this.#button, label, this.#range, this.#said);
    this.#stand();
    this.#button.addEventListener('click', () => this.#press());
    this.#range.addEventListener('input', () => this.#moved());
    this.#range.addEventListener('keydown', (event) => this.#key(event));
    this.#still.addEventListener('change', () => this.#pause());
    document.addEventListener('visibilitychange', () => this.#pause());
    this.#pause();
  }

  get #at(): number {
    return Number(this.#range.value);
  }

  get #last(): number {
    return Number(this.#range.max);
  }

  /** Stands where the page is. */
  #stand(): void {
    const day = new URLSearchParams(location.search).get('asOf');
    this.#set(day ? monthNumber(day) - this.#first : this.#last);
  }

  #set(month: number): void {
    this.#range.value = String(Math.min(Math.max(month, 0), this.#last));
    this.#say();
  }

  #say(more = ''): void {
    const month = this.#at === this.#last ? 'Today' : names.format(endOf(this.#first + this.#at));
    this.#range.ariaValueText = month + more;
    this.#said.textContent = month + more;
  }

  #press(): void {
    if (this.#playing) {
      this.#pause();
      // what is on its way does not come any more
      this.#asking?.abort();
      this.#stand();
    } else if (this.#still.matches) void this.#step();
    else {
      this.#playing = true;
      this.#button.textContent = 'Pause';
      void this.#play();
    }
  }

  #pause(): void {
    this.#playing = false;
    clearTimeout(this.#timer);
    // who would have nothing move by itself goes month by month
    this.#button.textContent = this.#still.matches ? 'Next month' : 'Play';
  }

  async #play(): Promise<void> {
    while (this.#playing) {
      await this.#step();
      if (this.#at === this.#last) this.#pause();
      if (!this.#playing) return;
      await new Promise((go) => setTimeout(go, seenMs));
    }
  }

  /** The next month; from today on to the first of the record. */
  async #step(): Promise<void> {
    this.#set(this.#at === this.#last ? 0 : this.#at + 1);
    await this.#show();
  }

  #moved(): void {
    this.#pause();
    this.#say();
    this.#timer = setTimeout(() => void this.#show(), handMs);
  }

  /** A year at a time. */
  #key(event: KeyboardEvent): void {
    const years = { PageUp: 1, PageDown: -1 }[event.key];
    if (years === undefined) return;
    event.preventDefault();
    this.#set(this.#at + 12 * years);
    this.#moved();
  }

  async #show(): Promise<void> {
    this.#asking?.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const address = this.#address();
    const answer = await fetch(address, { signal, headers: { accept: 'text/html' } }).catch(
      () => undefined,
    );
    const text = await answer?.text().catch(() => undefined);
    if (signal.aborted) return;
    if (!answer?.ok || text === undefined) {
      this.#say(': nothing to show');
      return;
    }
    history.replaceState(history.state, '', address);
    bring(text);
  }

  /** The page at the end of the month. What it is known at moves along, unless the address holds it. */
  #address(): string {
    const address = new URL(location.href);
    const query = address.searchParams;
    if (this.#at === this.#last) query.delete('asOf');
    else
      query.set(
        'asOf',
        endOf(this.#first + this.#at)
          .toISOString()
          .slice(0, 10),
      );
    // a page of news has none from after its day
    if (
      (query.get('since') ?? '') > (query.get('asOf') ?? '9') &&
      /^\d/.test(query.get('since') ?? '')
    )
      query.delete('since');
    return address.href;
  }
}

/** Months since the year 0 of a day, or of a month, in ISO. */
function monthNumber(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return year * 12 + month - 1;
}

/** The last day of a month. */
function endOf(month: number): Date {
  return new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0));
}

const days = document.querySelector<HTMLElement>('.days');
const place = document.getElementById('play');
const { firstMonth, lastMonth } = days?.dataset ?? {};
if (place && firstMonth && lastMonth) new Player(place, firstMonth, lastMonth);
