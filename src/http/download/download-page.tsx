import type { Child } from 'hono/jsx'

import { Definitions, PageHead, Section, Table, text } from '#ui'
import type { Reader } from '#ui'

import { answerPage, trailOf } from '../pages/page.tsx'
import type { Visit } from '../site.ts'
import type { Measured, Measurement } from './manifest.ts'
import { ARCHIVE } from './paths.ts'
import { tarBytes } from './tar.ts'

/** Folders that hold one file a document: their files are listed in the manifest. */
const FOLDERS = ['blobs/', 'texts/']

/** All that can be downloaded of a mission at the asking, how large it is, whose it is and how to check it. */
export async function showDownloads(visit: Visit, measurement: Measurement): Promise<Response> {
  const { reader } = visit
  const link = pinned(visit)
  const title = text(reader, 'download.name')
  return answerPage(visit, {
    title,
    trail: trailOf(visit),
    body: (
      <>
        <PageHead title={title} lead={text(reader, 'download.lead')} />
        <p class="take">
          <a class="primary" href={link(ARCHIVE)} download>
            {text(reader, 'download.all')}
          </a>{' '}
          <code>{size(reader, tarBytes(measurement))}</code>
        </p>
        <Section id="files" title={text(reader, 'download.files')}>
          <Files reader={reader} files={measurement.files} link={link} />
          <Folders reader={reader} files={measurement.files} />
        </Section>
        <Section id="check" title={text(reader, 'download.check')}>
          <p>{text(reader, 'download.check.how')}</p>
          <pre>
            <code>sha256sum --check SHA256SUMS</code>
          </pre>
          <p>{text(reader, 'download.check.same')}</p>
        </Section>
        <Section id="licence" title={text(reader, 'download.terms')}>
          <p>{text(reader, 'download.terms.claims')}</p>
          <p>{text(reader, 'download.terms.documents')}</p>
        </Section>
      </>
    ),
  })
}

function Files(props: {
  readonly reader: Reader
  readonly files: readonly Measured[]
  readonly link: (name: string) => string
}): Child {
  const { reader, link } = props
  const rows = props.files.filter(({ member }) => folderOf(member.name) === null)
  return (
    <Table
      reader={reader}
      caption={text(reader, 'download.files')}
      captionAs="hidden"
      rows={rows}
      columns={[
        {
          head: text(reader, 'download.file'),
          as: 'row-head',
          cell: ({ member }) => (
            <a href={link(member.name)} download>
              <code>{member.name}</code>
            </a>
          ),
        },
        {
          head: text(reader, 'download.holds'),
          as: 'text',
          cell: ({ member }) => text(reader, member.about),
        },
        {
          head: text(reader, 'download.size'),
          as: 'number',
          cell: ({ bytes }) => <code>{size(reader, bytes)}</code>,
        },
        {
          head: text(reader, 'download.hash'),
          as: 'text',
          cell: ({ sha256 }) => <code class="hash">{sha256}</code>,
        },
      ]}
    />
  )
}

/** The documents themselves, folder by folder. */
function Folders(props: { readonly reader: Reader; readonly files: readonly Measured[] }): Child {
  const { reader, files } = props
  const items = FOLDERS.map((folder) => {
    const inside = files.filter(({ member }) => folderOf(member.name) === folder)
    const bytes = inside.reduce((sum, file) => sum + file.bytes, 0)
    return {
      name: <code>{folder}</code>,
      value: (
        <>
          {text(reader, `download.about.${folder.slice(0, -1)}`)}{' '}
          <code>
            {text(reader, 'download.folder', { n: inside.length, size: size(reader, bytes) })}
          </code>
        </>
      ),
    }
  })
  return <Definitions items={items} />
}

/** Files are asked for at the very state of the record that the page shows, in no language. */
function pinned({ reader, at }: Visit): (name: string) => string {
  const asking = {
    validOn: at.validOn,
    knownAt: at.knownAt,
    recordAt: String(at.recordAt.seq),
    language: null,
  }
  return (name) => reader.link(`download/${name}`, asking)
}

function folderOf(name: string): string | null {
  return FOLDERS.find((folder) => name.startsWith(folder)) ?? null
}

const STEP = 1000

/** A size as people read it: 1.4 MB, 312 kB, 87 bytes. */
function size(reader: Reader, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  let [amount, place] = [bytes, 0]
  while (amount >= STEP && place < units.length - 1) {
    amount /= STEP
    place += 1
  }
  return new Intl.NumberFormat(reader.language, {
    style: 'unit',
    unit: units[place] ?? 'byte',
    unitDisplay: place === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  }).format(amount)
}
