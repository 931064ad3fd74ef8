export {
  askAgain,
  confirmAddress,
  getConfirmation,
  noteAsked,
  sweepConfirmations,
  takeConfirmation,
} from './confirmations.ts'
export type { ToConfirm } from './confirmations.ts'
export * from './deliveries.ts'
export * from './mailer.ts'
export * from './networks.ts'
export * from './notice.ts'
export * from './notice-store.ts'
export * from './schedule.ts'
export type { NoticeSettings } from './settings.ts'
export * from './webhook.ts'
