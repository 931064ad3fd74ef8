import { canonicalText } from './canonical-text.ts'
import type { Page, PageNode } from './html-document.ts'
import { isElement } from './html-document.ts'

/** The name and version of the rules by which text is taken out of a page; see `TEXT_EXTRACTOR`. */
export const HTML_EXTRACTOR = 'rollcall-html/1'

/** What is not the article's text: code, navigation, forms, pictures drawn in place. */
const DROPPED = new Set(
  'HEAD TITLE SCRIPT STYLE NOSCRIPT TEMPLATE NAV SVG MATH IFRAME OBJECT EMBED CANVAS AUDIO VIDEO BUTTON SELECT TEXTAREA INPUT DIALOG'.split(
    ' ',
  ),
)
/** Elements that end a line. */
const LINES = new Set('LI TR DT DD BR CAPTION LEGEND SUMMARY OPTION'.split(' '))
/** Elements that stand apart from what surrounds them. */
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DETAILS DIV DL FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML MAIN MENU OL P PRE SEARCH SECTION TABLE TBODY TFOOT THEAD UL'.split(
    ' ',
  ),
)

/**
 * The canonical text of a page: its words in reading order, blocks set apart by a blank line, lines and
 * table rows by a line end, cells by a tab, white space collapsed as browsers do. A raised or lowered
 * sign after a digit is set apart by a space, so that the mark of a footnote never joins a number.
 */
export function htmlText(page: Page): string {
  const sheet = newSheet()
  const ahead: Visit[] = [{ node: page, leaving: false, isPre: false }]
  for (let visit = ahead.pop(); visit !== undefined; visit = ahead.pop()) {
    const { node, leaving, isPre } = visit
    if (node.nodeType === 3) sheet.write(node.textContent ?? '', isPre ? 'kept' : 'collapsed')
    else if (leaving) separate(sheet, nameOf(node))
    else if (isShown(node)) {
      enter(sheet, nameOf(node))
      ahead.push({ node, leaving: true, isPre })
      for (const child of childrenOf(visit)) ahead.push(child)
    }
  }
  return canonicalText(sheet.text()).trim()
}

interface Visit {
  readonly node: PageNode
  readonly leaving: boolean
  readonly isPre: boolean
}

interface Sheet {
  write(words: string, space: 'kept' | 'collapsed'): void
  /** Ends the line (1) or the block (2), unless nothing has been written since. */
  breakLine(count: 1 | 2): void
  /** Starts the next cell of a row. */
  tab(): void
  /** Sets what follows apart where a number stands just before. */
  parry(): void
  text(): string
}

function newSheet(): Sheet {
  const pieces: string[] = []
  let [breaks, space, last] = [0, '', '']
  const put = (words: string): void => {
    const gap = breaks > 0 ? '\n'.repeat(breaks) : space
    pieces.push(last === '' ? '' : gap, words)
    ;[breaks, space, last] = [0, '', words]
  }
  return {
    write(words, spacing) {
      if (spacing === 'kept') {
        if (words !== '') put(words)
        return
      }
      const collapsed = words.replaceAll(/[ \t\n\r\f]+/g, ' ')
      if (collapsed.startsWith(' ')) space = space === '' ? ' ' : space
      if (collapsed !== '' && collapsed !== ' ') put(collapsed.replaceAll(/^ | $/g, ''))
      if (collapsed.endsWith(' ')) space = space === '' ? ' ' : space
    },
    breakLine(count) {
      breaks = Math.max(breaks, count)
      space = ''
    },
    tab() {
      space = '\t'
    },
    parry() {
      if (/\p{Nd}$/u.test(last) && space === '') space = ' '
    },
    text: () => pieces.join(''),
  }
}

/** The last child first, as a stack wants them. */
function childrenOf({ node, isPre }: Visit): readonly Visit[] {
  const inPre = isPre || nameOf(node) === 'PRE'
  const children = [...node.childNodes].map((child) => ({
    node: child,
    leaving: false,
    isPre: inPre,
  }))
  return children.toReversed()
}

function enter(sheet: Sheet, name: string): void {
  separate(sheet, name)
  if (name === 'SUP' || name === 'SUB') sheet.parry()
}

function separate(sheet: Sheet, name: string): void {
  if (BLOCKS.has(name)) sheet.breakLine(2)
  else if (LINES.has(name)) sheet.breakLine(1)
  else if (name === 'TD' || name === 'TH') sheet.tab()
}

function isShown(node: PageNode): boolean {
  if (!isElement(node)) return node.nodeType === 9 || node.nodeType === 11
  return !DROPPED.has(nameOf(node)) && node.getAttribute('hidden') === null
}

function nameOf(node: PageNode): string {
  return node.nodeName.toUpperCase()
}
