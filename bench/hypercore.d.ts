/** As much of hypercore 11 as the benchmark of the log uses; it comes without types. */
declare module 'hypercore' {
  interface Replication {
    pipe(to: Replication): Replication
  }

  /** A log of blocks in a folder. */
  export default class Hypercore {
    constructor(folder: string, key?: Uint8Array)
    readonly key: Uint8Array
    readonly length: number
    readonly contiguousLength: number
    ready(): Promise<void>
    append(blocks: readonly Uint8Array[]): Promise<void>
    update(options: { readonly wait: boolean }): Promise<boolean>
    download(range: { readonly start: number; readonly end: number }): { done(): Promise<void> }
    replicate(isInitiator: boolean, options: { readonly keepAlive: boolean }): Replication
    close(): Promise<void>
  }
}
