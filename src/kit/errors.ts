/** A value that cannot be what it claims to be: a stable code and a sentence saying what, which and what to do. */
export class IncorrectValue extends Error {
  readonly code: string

  constructor(code: string, sentence: string) {
    super(sentence)
    this.name = 'IncorrectValue'
    this.code = code
  }
}
