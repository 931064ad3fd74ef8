import type { Child } from 'hono/jsx'

import { PageHead, PostForm, text } from '#ui'
import type { FormState } from '#ui'

import { answerPlain } from '../visit.tsx'
import { CurrentPassword } from './current-password.tsx'
import type { Owner } from './owner.ts'

/** A form of one's account on a page of its own; its words start with its name. */
export interface AccountForm {
  /** `password`: `account.password.title`, `.lead` and `.go`. */
  readonly name: string
  readonly action: string
  readonly fields?: Child
}

/** Draws such a form; where something was wrong, with it. */
export async function answerAccountForm(
  owner: Owner,
  form: AccountForm,
  state: FormState,
): Promise<Response> {
  const { reader } = owner.visit
  const title = text(reader, `account.${form.name}.title`)
  return answerPlain(owner.visit, {
    title,
    status: state.errors.length === 0 ? 200 : 400,
    body: (
      <div class="narrow-page">
        <PageHead title={title} lead={text(reader, `account.${form.name}.lead`)} />
        <PostForm
          reader={reader}
          action={reader.link(form.action)}
          state={state}
          submit={text(reader, `account.${form.name}.go`)}
          back={reader.link('/account')}
        >
          {form.fields}
          <CurrentPassword owner={owner} state={state} />
        </PostForm>
      </div>
    ),
  })
}
