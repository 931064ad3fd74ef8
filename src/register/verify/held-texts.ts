import type { Db } from '#platform'

/** A canonical text as the record holds it. */
export interface HeldText {
  readonly extractor: string
  readonly content: string
}

/** The texts that the record holds, a few of them kept at hand: claims that follow each other cite the same. */
export interface HeldTexts {
  find(textSha256: string): Promise<HeldText | undefined>
}

const MOST = 32

/** Opens the texts of a mission. */
export function heldTexts(db: Db, missionId: number): HeldTexts {
  const kept = new Map<string, HeldText | undefined>()
  return {
    async find(textSha256) {
      if (kept.has(textSha256)) return kept.get(textSha256)
      const [text] = await db.run<HeldText>(TEXT, [missionId, textSha256])
      const [oldest] = kept.keys()
      if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest)
      kept.set(textSha256, text)
      return text
    },
  }
}

const TEXT = {
  name: 'register-verify-text',
  text: 'SELECT extractor, content FROM register.canonical_text WHERE mission_id = $1 AND text_sha256 = $2',
}
