import { definePage } from '#desk-kit'
import { type Column, Marks, PageHead, type Reader, Recorded, Table, text, SubjectLink } from '#ui'

import { postsAccount, type PostRow } from './posts.ts'
import { subjectColumn } from './shown-case.tsx'

/** The posts, each with whoever holds it on the day asked about. */
export const postsPage = definePage({
  account: postsAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'people.posts-account')}
        lead={text(reader, 'people.posts.lead')}
      />
      <Table
        reader={reader}
        caption={text(reader, 'people.posts-account')}
        captionAs="hidden"
        columns={columnsFor(reader)}
        rows={rows}
      />
    </>
  ),
})

function columnsFor(reader: Reader): readonly Column<PostRow>[] {
  return [
    subjectColumn(reader, 'people.posts.post'),
    {
      head: text(reader, 'people.posts.section'),
      as: 'text',
      cell: ({ section }) => (section === null ? '–' : <Recorded>{section}</Recorded>),
    },
    {
      head: text(reader, 'people.posts.holder'),
      as: 'text',
      cell: (row) => <Holders reader={reader} row={row} />,
    },
  ]
}

function Holders({ reader, row }: { reader: Reader; row: PostRow }) {
  if (row.holders.length === 0) return <>{text(reader, 'people.posts.nobody')}</>
  return (
    <>
      {row.holders.map(({ holder, acting, claim }) => (
        <div>
          <SubjectLink reader={reader} subject={holder} title={null} />
          {acting === 'acting' ? <> ({text(reader, 'people.holding.acting.acting')})</> : null}
          <Marks reader={reader} claims={[claim]} />
        </div>
      ))}
    </>
  )
}
