/** Why an operation was refused; decides the HTTP status and the CLI exit code. */
export type Refusal = 'incorrect' | 'forbidden' | 'not_found' | 'conflict' | 'gone'

/**
 * The only error class thrown on purpose. Everything else that is thrown is a bug
 * and reaches the caller as a bare 500.
 */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly refusal: Refusal
  /** Stable, dotted, never translated: `register.document_unknown`. */
  readonly code: string

  constructor(refusal: Refusal, code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.refusal = refusal
    this.code = code
  }
}
