import { generateSecret, generateURI, verifySync } from 'otplib'

/** Seconds that a code holds (RFC 6238 §5.2), and by which a clock may be off either way. */
const PERIOD_S = 30

/** A new secret to be shown once as a QR code. */
export function newTotpSecret(): string {
  return generateSecret()
}

/** The address that an authenticator app reads from the QR code. */
export function totpAddress(name: string, secret: string): string {
  return generateURI({ issuer: 'Rollcall', label: name, secret })
}

/**
 * The time step that a code belongs to, or null where it is wrong or of a step that was taken already.
 * Whoever takes the code must store the step, and only where it is still later than the one stored.
 */
export function stepOfCode(
  secret: string,
  code: string,
  { epochSeconds, lastStep }: { readonly epochSeconds: number; readonly lastStep: number },
): number | null {
  const token = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  // A step beyond the window: the clock went back, and nothing can be taken until it has caught up.
  if (lastStep > Math.floor(epochSeconds / PERIOD_S) + 1) return null
  const options = { secret, token, epoch: epochSeconds, epochTolerance: PERIOD_S }
  const result = verifySync({ ...options, afterTimeStep: lastStep })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}
