/** The whole download as one file. */
export const ARCHIVE = 'record.tar'
