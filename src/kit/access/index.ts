export * from './words.ts'
export * from './sight.ts'
export * from './can.ts'
