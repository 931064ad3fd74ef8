import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { canonicalText } from './canonical-text.ts'
import { parsePage } from './html-document.ts'
import { htmlText } from './html-text.ts'
import { proposalsOfPage } from './proposals.ts'

function textOf(html: string): string {
  return htmlText(parsePage(html))
}

describe('the text of a page', () => {
  test('is its words in reading order, blocks apart', () => {
    const html = `<!doctype html><html><head><title>Title</title><style>p{}</style></head><body>
      <nav><a href="/">Home</a></nav>
      <article><h1>Police <em>leave</em> for Haiti</h1>
      <p>A first   paragraph with a <a href="#">link</a>, and
         “quotes”.</p><p>A second.</p>
      <script>track("1,000")</script></article></body></html>`
    expect(textOf(html)).toBe(
      'Police leave for Haiti\n\nA first paragraph with a link, and “quotes”.\n\nA second.',
    )
  })

  test.each([
    ['lines', '<p>one<br>two<br/>three</p>', 'one\ntwo\nthree'],
    ['lists', '<ul><li>one</li><li>two <b>bold</b></li></ul><p>after', 'one\ntwo bold\n\nafter'],
    [
      'tables',
      '<table><tr><th>State</th><th>Sent</th></tr><tr><td>Kenya</td> <td>400</td></tr></table>',
      'State\tSent\nKenya\t400',
    ],
    ['preformatted text', '<pre>a\n  b\n\n c</pre>', 'a\n  b\n\n c'],
    ['inline elements', 'un<b>law</b>ful <i>or</i><span> not</span>', 'unlawful or not'],
    ['character references', '1&nbsp;000 &lt;b&gt; caf&eacute; &#x2019;', '1\u00A0000 <b> café ’'],
    ['comments', 'a<!-- 1,000 -->b', 'ab'],
    ['hidden elements', '<p>seen</p><p hidden>unseen</p><template>unseen</template>', 'seen'],
    [
      'forms',
      '<form><p>Ask</p><input value="x"><button>Send</button><select><option>a</select></form>',
      'Ask',
    ],
    ['a footnote’s mark', 'sent 1,000<sup>3</sup> officers', 'sent 1,000 3 officers'],
    ['a lowered sign', '5<sub>a</sub>, H<sub>2</sub>O', '5 a, H2O'],
    ['nested blocks', '<div><div><p>a</p></div></div><div>b</div>', 'a\n\nb'],
    ['words beside blocks', 'before<p>a</p>after', 'before\n\na\n\nafter'],
    ['drawings', '<svg><text>1,000</text></svg>words', 'words'],
  ])('keeps %s', (_, html, text) => {
    expect(textOf(html)).toBe(text)
  })
})

describe('broken html', () => {
  test.each([
    ['nothing closed', '<p>one<b>two<div>three', 'onetwo\n\nthree'],
    ['wrongly closed', '<b><i>a</b></i></table>b', 'ab'],
    ['no markup', 'plain words', 'plain words'],
    ['a tag never ended', 'words <a href="x', 'words'],
    ['two documents', '<html><body><p>a</body></html><html><body><p>b', 'a\n\nb'],
    ['text before the document', 'early<!doctype html><html><body>late', 'early\n\nlate'],
  ])('with %s still has its text', (_, html, text) => {
    expect(textOf(html)).toBe(text)
  })

  test('of any sort neither crashes nor leaves an uncanonical text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '</',
        '<p>',
        '</p>',
        '<div ',
        '<table><td>',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<?xml',
        '&',
        '&#',
        '&amp',
        '&#xD800;',
        '"',
        "'",
        '=',
        '<script>',
        '</script>',
        '<svg>',
        '<title>',
        '<template>',
        '<html>',
        '<body>',
        '<sup>',
        '\u0000',
        '\uD800',
        'words',
        '1,000',
        ' ',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = textOf(pieces.join(''))
        expect(canonicalText(text)).toBe(text)
        expect(text.trim()).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  test('nested or marked up without end is refused before it costs time', () => {
    const started = performance.now()
    expect(() => textOf('<p><li>'.repeat(500_000))).toThrow('more than 200,000 tags')
    expect(() => textOf('<div>'.repeat(20_000))).toThrow('nests more than 5,000 elements')
    expect(performance.now() - started).toBeLessThan(3000)
  })

  test('with a hundred thousand paragraphs left open is only long', () => {
    expect(textOf('<p>a'.repeat(100_000)).split('\n\n')).toHaveLength(100_000)
  })
})

describe('what a page says of itself', () => {
  test.each([
    ['<meta property="article:published_time" content="2024-03-01T23:30:00-05:00">', '2024-03-01'],
    ['<meta name="date" content="2024-03">', '2024-03'],
    ['<meta name="DC.date" content="2024/03/01">', '2024-03-01'],
    ['<article><time datetime="2024-03-01 08:00">Friday</time></article>', '2024-03-01'],
    [
      '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-01T08:00:00Z",}</script>',
      '2024-03-01',
    ],
    ['<time datetime="PT5M">5 min</time><meta name="date" content="2023">', '2023'],
  ])('%s proposes %s as its date', (html, value) => {
    expect(proposalsOfPage(parsePage(html)).published?.value).toBe(value)
  })

  test.each([
    '<p>Published on 1 March 2024</p>',
    '<meta name="date" content="01/03/2024">',
    '<meta name="date" content="2024-02-30">',
    '<meta name="date" content="2024-3-1">',
    '<time>yesterday</time>',
    '<script type="application/ld+json">{broken</script>',
  ])('%s proposes no date', (html) => {
    expect(proposalsOfPage(parsePage(html)).published).toBeNull()
  })

  test('says where each proposal comes from', () => {
    const page = parsePage(
      '<html lang="fr_ht"><head><title>In the head</title><meta property="og:title" content=" For  sharing "><meta property="article:published_time" content="2024-03-01"></head><h1>In the body</h1></html>',
    )
    expect(proposalsOfPage(page)).toEqual({
      title: { value: 'For sharing', basis: 'meta[property="og:title"]' },
      published: { value: '2024-03-01', basis: 'meta[property="article:published_time"]' },
      language: { value: 'fr-HT', basis: 'html[lang]' },
    })
  })

  test('is nothing where the page says nothing', () => {
    expect(proposalsOfPage(parsePage('<p>words</p>'))).toEqual({
      title: null,
      published: null,
      language: null,
    })
    expect(proposalsOfPage(parsePage('<html lang="not a language">x')).language).toBeNull()
  })
})
