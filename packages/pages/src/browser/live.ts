import { bring } from './bring.ts';
import { listen } from './stream.ts';

/** The page is asked for no more often than this, and gives the server twice the time that it took to answer. */
const leastMs = 1000;
const longestMs = 60_000;

const notLive = 'Not live at present';

/** The state that the stream told of last, and the one for which the page was asked for last. */
let [told, asked]: [string | undefined, string | undefined] = [undefined, undefined];
let following = false;

const stream = listen('/moves', {
  moved(state) {
    told = state;
    say('');
    void follow();
  },
  lost(times) {
    // a lost moment is no news
    if (times > 2) say(notLive);
    // a proxy may let no stream through: each try that fails asks for the page instead
    if (times > 1) void ask();
  },
});

/** True where the page may be another by what was told of last. */
function isBehind(): boolean {
  return told !== asked && told !== document.body.dataset.state;
}

/** Asks for the page until it was asked for in the state that was told of last. */
async function follow(): Promise<void> {
  if (following) return;
  following = true;
  let failures = 0;
  while (isBehind() && !document.hidden) {
    const state = told;
    const began = performance.now();
    const came = await ask();
    if (came === 'refused') break;
    if (came === 'here') [asked, failures] = [state, 0];
    else failures += 1;
    const took = performance.now() - began;
    const pause = failures > 0 ? leastMs * 2 ** failures : Math.max(leastMs, 2 * took);
    if (isBehind()) await new Promise((go) => setTimeout(go, Math.min(pause, longestMs)));
  }
  following = false;
}

/** Asks for the page and shows what is new of it. */
async function ask(): Promise<'here' | 'refused' | 'later'> {
  const { href } = location;
  const answer = await fetch(href, { cache: 'no-cache', headers: { accept: 'text/html' } }).catch(
    () => undefined,
  );
  // who may not read it any more is told so where they go next; asking again would not help
  if (answer?.redirected || [401, 403, 404].includes(answer?.status ?? 0)) return 'refused';
  if (!answer?.ok) return 'later';
  const text = await answer.text();
  // the reader went on meanwhile
  if (location.href !== href) return 'here';
  if (isOfAnotherVersion(text)) {
    stream.stop();
    say('The service was renewed: load this page again');
    return 'refused';
  }
  const before = words();
  bring(text);
  if (words() !== before) {
    const at = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
    say(`Updated at ${at}`);
  }
  return 'here';
}

function words(): string | undefined {
  return document.getElementById('main')?.textContent?.replaceAll(/\s+/g, ' ');
}

/** True where the page that came would load other files than this one did. */
function isOfAnotherVersion(text: string): boolean {
  const style = document.querySelector('link[rel="stylesheet"]')?.getAttribute('href') ?? '';
  return !text.includes(style);
}

/** Says how the page stands. A screen reader tells it where the words change: of updates once a minute at most. */
function say(text: string): void {
  const place = document.getElementById('live');
  if (!place || place.textContent === text) return;
  if (text !== '' || place.textContent === notLive) place.textContent = text;
}
