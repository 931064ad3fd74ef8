/** Told how far a long piece of work has come. */
export interface Progress {
  step(done: number, total: number): void
}

/** For work whose progress nobody watches. */
export const noProgress: Progress = { step: () => undefined }
