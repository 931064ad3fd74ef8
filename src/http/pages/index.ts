export { PAGE_MESSAGES } from './messages.ts'
export { mountPages } from './mount.ts'
