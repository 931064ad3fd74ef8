const PATIENCE_MS = 10_000
/** No answer that we wait for is longer. */
const MOST_CHARACTERS = 100_000

/** Sends a text to another server and gives its answer; throws where none comes within ten seconds. */
export async function postText(
  url: string,
  body: string,
): Promise<{ readonly status: number; readonly mediaType: string; readonly body: string }> {
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const [mediaType = ''] = (answer.headers.get('content-type') ?? '').split(';', 1)
  const text = await answer.text()
  return {
    status: answer.status,
    mediaType: mediaType.trim(),
    body: text.slice(0, MOST_CHARACTERS),
  }
}
