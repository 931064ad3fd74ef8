import type { Child } from 'hono/jsx'

import { GLOSSARY_TERMS, PageHead, Section, text } from '#ui'
import type { Reader } from '#ui'

import type { Visit } from '../site.ts'
import { answerPage, trailOf } from './page.tsx'

/** The field's own terms, as its sources use them: `field.<term>.term` and `.meaning`. */
export const FIELD_TERMS = [
  'mandate',
  'pledge',
  'notification',
  'memorandum',
  'gate',
  'contingent',
  'rotation',
  'strength',
  'trust-fund',
  'in-kind',
  'runway',
  'displacement',
  'noticas',
  'hrddp',
  'sitrep',
  'authority',
  'same-origin',
  'as-of',
] as const

/** The words of the record, and those of its field. */
export async function showGlossary(visit: Visit): Promise<Response> {
  const { reader } = visit
  return answerPage(visit, {
    title: text(reader, 'nav.glossary'),
    trail: trailOf(visit),
    body: (
      <>
        <PageHead title={text(reader, 'nav.glossary')} lead={text(reader, 'glossary.lead')} />
        <Section id="words" title={text(reader, 'glossary.words')}>
          <Terms reader={reader} prefix="glossary" terms={GLOSSARY_TERMS} />
        </Section>
        <Section id="field" title={text(reader, 'glossary.field')}>
          <Terms reader={reader} prefix="field" terms={FIELD_TERMS} />
        </Section>
      </>
    ),
  })
}

function Terms(props: {
  readonly reader: Reader
  readonly prefix: string
  readonly terms: readonly string[]
}): Child {
  const { reader, prefix } = props
  return (
    <dl class="defs">
      {props.terms.map((term) => (
        <div id={`${prefix}-${term}`}>
          <dt>{text(reader, `${prefix}.${term}.term`)}</dt>
          <dd>{text(reader, `${prefix}.${term}.meaning`)}</dd>
        </div>
      ))}
    </dl>
  )
}
