export * from './answers.ts'
export * from './list-needs.ts'
export * from './messages.ts'
export * from './need.ts'
