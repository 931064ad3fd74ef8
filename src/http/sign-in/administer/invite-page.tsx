import { invite } from '#platform'
import { BLANK_FORM, PageHead, PostForm, text, TextField } from '#ui'
import type { FormState } from '#ui'

import { valueIn } from '../../pages/forms/form-values.ts'
import { answerPlain, refusalOf, wrongForm } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { forAdministrator } from './administrator.ts'
import type { Administrator } from './administrator.ts'
import { GrantFields, readGrant } from './grant-fields.tsx'
import { answerLink } from './link-page.tsx'

/** The form that invites somebody. */
export async function showInvite(visit: PlainVisit): Promise<Response> {
  return forAdministrator(visit, async (administrator) =>
    draw(administrator, {
      ...BLANK_FORM,
      values: { mission: administrator.missions[0] ?? '', role: 'reader' },
    }),
  )
}

/** Invites somebody: shows the link that they are to be given. */
export async function sendInvite(
  visit: PlainVisit,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  return forAdministrator(visit, async (administrator) => {
    const { reader, site } = visit
    const read = readGrant(administrator, values)
    if ('errors' in read) return draw(administrator, wrongForm(values, ...read.errors))
    const names = { name: valueIn(values, 'name'), shownName: valueIn(values, 'shownName') }
    let secret = ''
    const refused = await refusalOf(reader, async () => {
      secret = await invite(site.auth, administrator.by, { names, grant: read.grant })
    })
    if (refused === null) return answerLink(visit, secret, names.shownName)
    const field = refused.code === 'auth.shown_name' ? 'shownName' : 'name'
    return draw(administrator, wrongForm(values, { field, sentence: refused.sentence }))
  })
}

async function draw(administrator: Administrator, state: FormState): Promise<Response> {
  const { reader } = administrator.visit
  const title = text(reader, 'invite.title')
  const field = (name: string) => ({
    reader,
    state,
    name,
    label: text(reader, `account.${name}`),
    hint: text(reader, `account.${name}.hint`),
  })
  return answerPlain(administrator.visit, {
    title,
    status: state.errors.length === 0 ? 200 : 400,
    body: (
      <div class="narrow-page">
        <PageHead title={title} lead={text(reader, 'invite.lead')} />
        <PostForm
          reader={reader}
          action={reader.link('/administer/invite')}
          state={state}
          submit={text(reader, 'invite.go')}
          back={reader.link('/administer')}
        >
          <TextField {...field('name')} />
          <TextField {...field('shownName')} />
          <GrantFields administrator={administrator} state={state} />
        </PostForm>
      </div>
    ),
  })
}
