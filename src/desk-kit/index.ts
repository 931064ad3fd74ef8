export * from './define.ts'
export * from './desk.ts'
export * from './values.ts'
