import { askWitnesses, type AskOutcome, type PostText } from './ask-witnesses.ts'
import { type PublishedCheckpoint, publishCheckpoint, type PublishContext } from './publish.ts'
import { checkKeys } from './signers.ts'

/** Signs what was appended, soon after, and has it witnessed. */
export interface Publisher extends PublishContext {
  /** The signed head of a mission's log, signed now where that was not done yet. */
  checkpoint(mission: string): Promise<PublishedCheckpoint>
  /** Notes that a mission's record grew: its head is signed within a second. */
  noteAppended(mission: string): void
  /** Asks all witnesses for the latest checkpoint of a mission. */
  ask(mission: string): Promise<readonly AskOutcome[]>
  /** Waits for what is under way; nothing is signed afterwards. */
  close(): Promise<void>
}

/** Appends that follow each other within this time are signed together. */
const PATIENCE_MS = 500

/** Opens the publisher of a record's logs; refused where the key that signs them is not at hand. */
export async function openPublisher(
  context: PublishContext & {
    readonly post: PostText
    /** Told of what went wrong where nobody waits for it. */
    readonly failed: (mission: string, error: unknown) => void
  },
): Promise<Publisher> {
  await checkKeys(context.db, context.keys)
  const waiting = new Map<string, NodeJS.Timeout>()
  const underWay = new Set<Promise<void>>()
  const ask = async (mission: string) => {
    await publishCheckpoint(context, mission)
    return askWitnesses(context, mission)
  }
  const publishSoon = (mission: string) => {
    waiting.delete(mission)
    const work = ask(mission)
      .then(
        () => undefined,
        (error: unknown) => context.failed(mission, error),
      )
      .finally(() => underWay.delete(work))
    underWay.add(work)
  }
  return {
    ...context,
    checkpoint: async (mission) => publishCheckpoint(context, mission),
    noteAppended(mission) {
      if (waiting.has(mission)) return
      waiting.set(
        mission,
        setTimeout(() => publishSoon(mission), PATIENCE_MS),
      )
    },
    ask,
    async close() {
      for (const timer of waiting.values()) clearTimeout(timer)
      waiting.clear()
      await Promise.all(underWay)
    },
  }
}
