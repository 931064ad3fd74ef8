/** What a backup leaves out, and why; everything else in the schemas is in it, without a list. */
export const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['platform.migration', 'the manifest names the migrations, and restoring applies them anew'],
  ['platform.restoring', 'it marks a restore that is under way in that very database'],
  ['platform.session', 'a copy must let nobody in: everybody signs in again'],
  ['platform.known_browser', 'it belongs to sessions, which are left out'],
  ['platform.ceremony', 'what a browser was asked minutes ago is answered by nobody later'],
  ['platform.sign_in_link', 'a link that was used after the backup would work once more'],
  ['platform.notice_confirmation', 'a link that was used after the backup would work once more'],
  ['platform.sign_in_attempt', 'it counts attempts of the last hours only'],
])
