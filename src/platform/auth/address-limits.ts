import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** What is limited by the address that it comes from. */
export type LimitedAct = 'sign-in' | 'link' | 'token'

/** How often an address may do a thing: so many times in so many seconds. */
const LIMITS: Readonly<Record<LimitedAct, { readonly points: number; readonly duration: number }>> =
  {
    'sign-in': { points: 50, duration: 300 },
    link: { points: 20, duration: 300 },
    token: { points: 50, duration: 300 },
  }

/** Counts by address, in this process alone: an address is never written down. */
export interface AddressLimits {
  /** Counts one act; how many seconds to wait where it was one too many, else 0. */
  take(act: LimitedAct, address: string): Promise<number>
}

/** Begins to count. */
export function openAddressLimits(): AddressLimits {
  const limiters = new Map(
    Object.entries(LIMITS).map(([act, limit]) => [
      act,
      new RateLimiterMemory({ keyPrefix: act, ...limit }),
    ]),
  )
  return {
    async take(act, address) {
      try {
        await limiters.get(act)?.consume(address)
        return 0
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        return Math.max(1, Math.ceil(error.msBeforeNext / 1000))
      }
    },
  }
}
