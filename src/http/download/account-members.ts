import { accountBytes } from '#desk-kit'
import type { Desk } from '#desk-kit'

import { rowOf } from '../api/accounts.ts'
import { toCsv } from '../api/csv.ts'
import type { Member } from './dossier.ts'

/** Every account of every desk at the asking, in the bytes that the API sends. */
export function accountMembers(desks: readonly Desk[]): readonly Member[] {
  return desks.flatMap((desk) =>
    desk.accounts.flatMap((account): readonly Member[] => [
      {
        name: `accounts/${desk.name}/${account.name}.json`,
        mediaType: 'application/json; charset=utf-8',
        about: account.title,
        async *chunks({ ctx, at }) {
          yield accountBytes(await account.run(ctx, at))
        },
      },
      {
        name: `accounts/${desk.name}/${account.name}.csv`,
        mediaType: 'text/csv; charset=utf-8; header=present',
        about: account.title,
        async *chunks({ ctx, at }) {
          const { rows } = await account.run(ctx, at)
          yield toCsv(rowOf(account.answer), rows)
        },
      },
    ]),
  )
}
