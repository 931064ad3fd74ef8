import { DOMParser } from 'linkedom'

import { RefusedError } from '#platform'

/** What is needed of a node of a parsed page. */
export interface PageNode {
  /** DOM Standard §4.4: 1 element, 3 text. */
  readonly nodeType: number
  /** In capitals for HTML elements. */
  readonly nodeName: string
  readonly textContent: string | null
  readonly childNodes: Iterable<PageNode>
}

/** What is needed of an element of a parsed page. */
export interface PageElement extends PageNode {
  getAttribute(name: string): string | null
}

/** A parsed page: any text gives one, since html has no errors, only repairs. */
export interface Page extends PageNode {
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
}

/**
 * The parser's time grows with the square of the nesting, and no article nests nearly so deeply. How deep
 * it would nest is only estimated, so the number of tags has its own limit.
 */
const DEEPEST = 5000
const MOST_TAGS = 200_000
const TAG = /<(\/?)([a-z][^\s/>]*)/gi
/** Elements that have no content or that the next of their sort ends. */
const SHALLOW = new Set(
  'area base br col embed hr img input link meta source track wbr p li td th tr dt dd option tbody thead tfoot'.split(
    ' ',
  ),
)

/** Parses a page, however broken, unless it has so many tags or nests so deeply that it can only be a mistake or an attack. */
export function parsePage(html: string): Page {
  if (html.split('<').length - 1 > MOST_TAGS) {
    throw tooMuch(`holds more than ${MOST_TAGS.toLocaleString('en')} tags`)
  }
  if (depthOf(html) > DEEPEST) {
    throw tooMuch(`nests more than ${DEEPEST.toLocaleString('en')} elements inside one another`)
  }
  return new DOMParser().parseFromString(html, 'text/html')
}

/** Whether the node is an element. */
export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === 1
}

function depthOf(html: string): number {
  let [depth, deepest] = [0, 0]
  for (const [, closing, name = ''] of html.matchAll(TAG)) {
    if (!SHALLOW.has(name.toLowerCase())) depth = Math.max(0, depth + (closing === '/' ? -1 : 1))
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

function tooMuch(what: string): RefusedError {
  return new RefusedError(
    'incorrect',
    'documents.page-too-large',
    `The page ${what}; save its article alone, or as plain text, and take that in.`,
  )
}
