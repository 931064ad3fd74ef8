/** A command line that cannot be understood: a sentence that says what to write instead. */
export class UsageError extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'UsageError'
  }
}
