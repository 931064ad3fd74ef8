export { mountIdentity } from './identity.ts'
export { SIGN_IN_MESSAGES } from './messages.ts'
export { mountSignIn } from './mount.ts'
