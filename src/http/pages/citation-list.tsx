import type { Child } from 'hono/jsx'

import type { Citation, StoredClaim, StoredDocument } from '#register'
import { AtWork, passageAnchor, PATHS, Recorded, text } from '#ui'
import type { Reader } from '#ui'

/** Where a claim's document says so: the passage where the record may hold it, else where to find it. */
export function CitationList(props: {
  readonly reader: Reader
  readonly claim: StoredClaim
  readonly document: StoredDocument | undefined
}): Child {
  const { reader, claim, document } = props
  if (document === undefined) return <p>{text(reader, 'claim.no-document')}</p>
  return (
    <>
      <p>
        <a class="recorded" href={reader.link(PATHS.document(document.id))}>
          {document.title}
        </a>
        , <Recorded>{document.publisher}</Recorded>
      </p>
      {claim.citations.length === 0 ? (
        <p class="dim">{text(reader, 'rivals.no-citation')}</p>
      ) : null}
      {claim.citations.map((citation) => (
        <Passage reader={reader} claim={claim} citation={citation} />
      ))}
    </>
  )
}

function Passage(props: {
  readonly reader: Reader
  readonly claim: StoredClaim
  readonly citation: Citation
}): Child {
  const { reader, claim, citation } = props
  const { quote, locator } = citation
  const path = claim.document === null ? '' : PATHS.document(claim.document)
  const place = locator === null ? null : <Recorded>{locator}. </Recorded>
  if (quote === null) {
    return (
      <p>
        {place}
        {text(reader, 'claim.not-held')}{' '}
        <AtWork reader={reader}>
          <a href={reader.link(`${path}/bring`)}>{text(reader, 'document.bring')}</a>
        </AtWork>
      </p>
    )
  }
  return (
    <figure class="passage">
      <blockquote class="recorded">{quote}</blockquote>
      <figcaption>
        {place}
        <a href={reader.link(`${path}#${passageAnchor(claim.id)}`)}>
          {text(reader, 'claim.in-document')}
        </a>
      </figcaption>
    </figure>
  )
}
