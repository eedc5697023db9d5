import { describe, expect, it } from 'vitest';
import { textOfHtml } from './html.ts';

const shown = (html: string) => textOfHtml(html).map(({ text }) => text);

describe('a page of HTML', () => {
  it('is what its reader sees, a block a line, cells apart', () => {
    expect(
      shown(
        '<html><head><title>x</title><style>p{}</style></head><body><h1>Inspection&nbsp;of\n services</h1><script>alert("<p>no</p>")</script><table><tr><td>Overall</td><td>Good &amp; well</td></tr></table><p>It&rsquo;s done<br>here</p></body>',
      ),
    ).toEqual(['Inspection of services', 'Overall\tGood & well', 'It\u2019s done', 'here']);
  });

  it('keeps the lines of its file as places', () => {
    expect(textOfHtml('<p>one</p>\n\n<p>two</p>')).toEqual([
      { number: 1, text: 'one' },
      { number: 3, text: 'two' },
    ]);
  });

  it('that is broken is read as far as it goes', () => {
    expect(shown('<p>one <b>two</p><p attr="a>b">three <!-- open')).toEqual(['one two', 'three']);
    expect(shown('a &#x110000; b &#0; c &unknown; d')).toEqual(['a b c &unknown; d']);
  });

  // each of these takes hours where a tag is looked for from every "<" to the end of the page
  it.each([
    ['tags that never end', '<a'],
    ['tags whose quotes never end', '<a "'],
    ['tags that end within quotes', `<a '"'>"`],
    ['declarations that never end', '<!x'],
    ['comments that never end', '<!--'],
    ['cells of blanks', '<td> '],
    ['entities that are none', '&a'],
  ])('is read in one pass: %s', (_, piece) => {
    const html = `<p>before</p>${piece.repeat(400_000)}<p>after`;
    expect(shown(html)[0]).toBe('before');
  });

  it('with a quote that never closes is read on behind its tag', () => {
    expect(shown('<p class="open>one</p><p>two</p>')).toEqual(['one', 'two']);
    expect(shown('<p>5 < 6 and 7 <8</p><p>two')).toEqual(['5 < 6 and 7 <8', 'two']);
  });
});

describe('a page as a browser saves it', () => {
  const long = 'Plans say who does what by when, and most of them are kept to. '.repeat(4);

  it('is what its reader came for: no navigation, consent, foot, or what is hidden', () => {
    const page = `<body class="has-cookie-banner"><div class="cookie-banner"><p>We use cookies</p></div><nav>Home</nav><div hidden>Gone</div><div style="display: none">Gone too</div><div role="search">Search</div><p>Graded good</p><aside>Related</aside><footer>Foot</footer></body>`;
    expect(shown(page)).toEqual(['Graded good']);
  });

  it('is its main part with its heading, wherever that stands', () => {
    const page = `<header><h1>Council inspected</h1><p>Menu</p></header><main><p>${long}</p></main><p>After</p>`;
    expect(shown(page)).toEqual(['Council inspected', long.trim()]);
    expect(shown(`<p>About</p><article><p>${long}</p></article>`)).toEqual([long.trim()]);
  });

  it('is read whole where its main part is nearly empty, or a name is given to the page itself', () => {
    expect(shown('<main><p>Loading</p></main><p>Graded good</p>')).toEqual([
      'Loading',
      'Graded good',
    ]);
    expect(shown(`<div id="consent"><h1>Graded</h1><main><p>${long}</p></main></div>`)).toEqual([
      'Graded',
      long.trim(),
    ]);
    expect(shown('<nav>Home<p>Graded good')).toEqual(['Home', 'Graded good']);
  });

  it('keeps the lines of what is shown as it is written', () => {
    expect(
      textOfHtml('<p>one\ntwo</p>\n<pre>\nGrade    Good\n\nby <b>Ann</b>\nend</pre><p>a\nb</p>'),
    ).toEqual([
      { number: 1, text: 'one two' },
      { number: 4, text: 'Grade    Good' },
      { number: 6, text: 'by Ann' },
      { number: 7, text: 'end' },
      { number: 7, text: 'a b' },
    ]);
  });

  it('has a row of its tables a line, however its cells are written', () => {
    expect(
      shown(
        '<table><tr><td><p>Help and</p><p>protection</p></td><td><div>Good</div></td></tr></table>',
      ),
    ).toEqual(['Help and protection\tGood']);
  });

  it('shows the marks of its lists, which it does not write out', () => {
    expect(
      shown(
        '<ul><li>Plans</li><li><p>Visits</p><p>in time</p></li><li>\u2022 Reviews</li></ul><p>After</p>',
      ),
    ).toEqual(['\u2022 Plans', '\u2022 Visits', 'in time', '\u2022 Reviews', 'After']);
    expect(
      shown('<ol start="3"><li>Plans<ul><li>for leavers</li></ul></li><li>4. Visits</li></ol>'),
    ).toEqual(['3. Plans', '\u2022 for leavers', '4. Visits']);
  });
});
