import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { AUTHORITIES, type Authority } from '#register'

import { aStandingClaim } from '../../../test/standing-claims.ts'
import { type Says, type Voice, weigh } from './weigh.ts'

const says = fc.constantFrom<Says>('for', 'against', 'silent')
const authority = fc.constantFrom<Authority>(...AUTHORITIES)
const voice: fc.Arbitrary<Voice> = fc
  .record({ canSay: fc.uniqueArray(says, { minLength: 1, maxLength: 3 }), authority })
  .map((one) => ({ claim: aStandingClaim({ authority: one.authority }), canSay: one.canSay }))
const voices = fc.array(voice, { maxLength: 6 })
const settledBy = fc.option(authority)

function aVoice(canSay: readonly Says[], authority: Authority = 'official-statement'): Voice {
  return { claim: aStandingClaim({ authority }), canSay }
}

describe('weighing rival claims', () => {
  test('what nobody has put on record is unmet, and rests on no claim', () => {
    expect(weigh([], { decided: null, settledBy: null })).toEqual({
      truth: 'unmet',
      why: 'none-on-record',
      disputed: false,
      basis: [],
    })
  })

  test('equals who disagree leave it undetermined, and all are named', () => {
    const found = weigh([aVoice(['for']), aVoice(['against'])], {
      decided: null,
      settledBy: 'formal-notification',
    })
    expect(found).toMatchObject({ truth: 'undetermined', why: 'rivals-disagree', disputed: true })
    expect(found.basis.map(({ says: side, chosen }) => [side, chosen])).toEqual([
      ['for', true],
      ['against', true],
    ])
  })

  test('a legal instrument goes before the press where the gate says so, and it stays disputed', () => {
    const rivals = [aVoice(['for'], 'legal-instrument'), aVoice(['against'], 'press-quote')]
    expect(weigh(rivals, { decided: null, settledBy: 'formal-notification' })).toMatchObject({
      truth: 'met',
      why: 'settled-by-authority',
      disputed: true,
    })
    expect(weigh(rivals, { decided: null, settledBy: null }).truth).toBe('undetermined')
  })

  test('statements do not settle what the press disputes', () => {
    const rivals = [aVoice(['for'], 'official-statement'), aVoice(['against'], 'press-paraphrase')]
    expect(weigh(rivals, { decided: null, settledBy: 'formal-notification' }).truth).toBe(
      'undetermined',
    )
  })

  test('an approved decision settles it, whoever speaks against', () => {
    const [yes, no] = [aVoice(['for'], 'anonymous'), aVoice(['against'], 'legal-instrument')]
    expect(weigh([yes, no], { decided: [yes.claim.id], settledBy: null })).toMatchObject({
      truth: 'met',
      why: 'settled-by-decision',
    })
  })

  test('a claim that only may stand leaves it undetermined, and does no harm beside one that does', () => {
    const open = { decided: null, settledBy: null }
    expect(weigh([aVoice(['for', 'silent'])], open)).toMatchObject({
      truth: 'undetermined',
      why: 'imprecise',
    })
    expect(weigh([aVoice(['for', 'silent']), aVoice(['for'])], open).truth).toBe('met')
    expect(weigh([aVoice(['against', 'silent'])], open).truth).toBe('unmet')
  })

  test('where no class settles anything, rivals never come out met', () => {
    fc.assert(
      fc.property(voices, (some) => {
        const rivals = [...some, aVoice(['for']), aVoice(['against'])]
        expect(weigh(rivals, { decided: null, settledBy: null }).truth).toBe('undetermined')
      }),
    )
  })

  test('rivals of one class never come out met, unless a class that settles speaks above them', () => {
    fc.assert(
      fc.property(voices, authority, settledBy, (some, theirs, settling) => {
        const rank = AUTHORITIES.indexOf(theirs)
        const below = some.filter(({ claim }) => AUTHORITIES.indexOf(claim.authority) >= rank)
        const rivals = [...below, aVoice(['for'], theirs), aVoice(['against'], theirs)]
        expect(weigh(rivals, { decided: null, settledBy: settling }).truth).toBe('undetermined')
      }),
    )
  })

  test('knowing more closely what a claim says never turns what is met into what is unmet, or back', () => {
    fc.assert(
      fc.property(voices, fc.infiniteStream(fc.nat()), settledBy, (some, picks, settling) => {
        const closer = some.map(({ claim, canSay }) => {
          const pick = Number(picks.next().value) % canSay.length
          return { claim, canSay: canSay.filter((_, place) => place === pick) }
        })
        const settled = { decided: null, settledBy: settling }
        const before = weigh(some, settled).truth
        const after = weigh(closer, settled).truth
        expect(before === 'undetermined' ? 'undetermined' : after).toBe(before)
      }),
    )
  })

  test('an answer rests on at least one claim, unless there is none that speaks', () => {
    fc.assert(
      fc.property(voices, settledBy, (some, settling) => {
        const { basis } = weigh(some, { decided: null, settledBy: settling })
        const speaking = some.filter(({ canSay }) => canSay.some((one) => one !== 'silent'))
        expect(basis).toHaveLength(speaking.length)
        expect(basis.some(({ chosen }) => chosen)).toBe(speaking.length > 0)
      }),
    )
  })
})
