/** Who writes until people sign in. */
export const LOCAL_ACTOR = 'local'
