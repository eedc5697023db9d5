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
