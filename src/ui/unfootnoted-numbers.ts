import { parseHTML } from 'linkedom'

/**
 * Where digits may stand on a page. Everything else is a number without a source, and a fault:
 * - `.figure`: a number of the record, followed by the mark of its claims;
 * - `.mark`: the mark itself; `.recorded`: text as it stands on the record, whose page names its source;
 * - `time`: a date; `a.count`: how many things the list behind the link holds;
 * - form controls with their labels, hints and errors, and the names of a form’s rows; navigation, the as-of bar, the record's state, code;
 * - `svg[role=img]`: a picture, whose table beside it repeats its numbers with their marks.
 */
const ALLOWED = [
  '.figure',
  'time',
  '.mark',
  '.recorded',
  'a.count',
  'input,select,textarea,button,label,legend,.hint,.error,details.row > summary',
  'nav',
  '.asof',
  '.record-state',
  'code',
  'svg[role=img]',
  'script',
  'style',
].join(',')

/** As much of a DOM element as the walk needs: this project compiles without the browser's types. */
interface Walked {
  readonly nodeType: number
  readonly textContent: string
  readonly childNodes: Iterable<Walked>
  readonly tagName: string
  readonly nextElementSibling: Walked | null
  matches(selector: string): boolean
  closest(selector: string): Walked | null
  getAttribute(name: string): string | null
  querySelector(selector: string): Walked | null
  querySelectorAll(selector: string): Iterable<Walked>
}

/**
 * Every number of a page that leads to no claim, one sentence each; none on a page that keeps the
 * rule. Also names figures without claims, marks that lead nowhere and pictures without a table.
 */
export function unfootnotedNumbers(html: string): readonly string[] {
  const { document }: { readonly document: Walked } = parseHTML(html)
  const all = (selector: string) => [...document.querySelectorAll(selector)]
  return [
    ...all('body').flatMap(strayNumbers),
    ...all('data.figure').flatMap(figureFaults),
    ...all('a.mark').flatMap((mark) => markFaults(document, mark)),
    ...all('svg[role=img]').flatMap(pictureFaults),
  ]
}

function strayNumbers(element: Walked): readonly string[] {
  if (element.matches(ALLOWED)) return []
  return [...element.childNodes].flatMap((node) => {
    if (node.nodeType === 1) return strayNumbers(node)
    if (node.nodeType !== 3 || !/\p{Nd}/u.test(node.textContent)) return []
    return [`“${node.textContent.trim()}” in ${describe(element)} has a number without a claim.`]
  })
}

function figureFaults(figure: Walked): readonly string[] {
  const faults: string[] = []
  if ((figure.getAttribute('data-claims') ?? '') === '') {
    faults.push(`The figure “${figure.textContent}” names no claim.`)
  }
  if (figure.nextElementSibling?.querySelector('a.mark') == null) {
    faults.push(`The figure “${figure.textContent}” has no footnote mark after it.`)
  }
  return faults
}

function markFaults(document: Walked, mark: Walked): readonly string[] {
  const note = document.querySelector(`[id="${mark.getAttribute('href')?.slice(1) ?? ''}"]`)
  if (note === null) return [`The mark “${mark.textContent}” leads to no source on the page.`]
  if (note.querySelector('a[href]') !== null) return []
  return [`The source “${note.textContent}” leads to no claim.`]
}

function pictureFaults(picture: Walked): readonly string[] {
  if (picture.closest('figure')?.querySelector('table') != null) return []
  const title = picture.querySelector('title')?.textContent ?? ''
  return [`The picture “${title}” has no table beside it.`]
}

function describe(element: Walked): string {
  const name = element.tagName.toLowerCase()
  const kind = element.getAttribute('class') ?? ''
  return kind === '' ? `<${name}>` : `<${name} class="${kind}">`
}
