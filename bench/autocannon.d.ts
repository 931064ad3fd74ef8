/** The part of autocannon that the benchmarks use; it brings no types of its own. */
declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly connections: number
    /** In seconds. */
    readonly duration: number
    /** Threads to ask from. */
    readonly workers: number
    readonly headers: Readonly<Record<string, string>>
  }
  const autocannon: (options: Options) => PromiseLike<unknown>
  export { autocannon as default }
}
