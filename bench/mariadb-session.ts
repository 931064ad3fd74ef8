import { once } from 'node:events'
import net from 'node:net'

/** One connection to a MariaDB server, which runs one statement after the other. */
export interface MariadbSession {
  /** Runs a statement that selects nothing. */
  run(sql: string): Promise<void>
  close(): Promise<void>
}

// The little of the client/server protocol that statements without an answer need. The driver that
// MariaDB offers for Node is under the LGPL, which is no licence for a dependency of this project.
const QUERY = 0x03
const QUIT = 0x01
const OK = 0x00
const SWITCH = 0xfe
const ERROR = 0xff
/** Protocol 4.1, transactions, 4.1 authentication, named authentication. */
const CAPABILITIES = 0x0200 | 0x2000 | 0x8000 | 0x80000
const LARGEST_PACKET = 1 << 24
const UTF8MB4 = 45

/** Connects over the server's socket as root, who has no password there. */
export async function openMariadbSession(socketPath: string): Promise<MariadbSession> {
  const socket = net.connect(socketPath)
  await once(socket, 'connect')
  const packets = readPackets(socket)
  await packets.next()
  socket.write(packet(1, greeting()))
  const welcomed = await packets.next()
  // Asked to prove itself in another way, an account without password has as little to say.
  if (welcomed.body[0] === SWITCH) {
    socket.write(packet(welcomed.sequence + 1, Buffer.alloc(0)))
    expectOk(await packets.next())
  } else expectOk(welcomed)
  return {
    async run(sql) {
      socket.write(packet(0, Buffer.concat([Buffer.from([QUERY]), Buffer.from(sql)])))
      expectOk(await packets.next())
    },
    async close() {
      const closed = once(socket, 'close')
      socket.end(packet(0, Buffer.from([QUIT])))
      await closed
    },
  }
}

interface Packet {
  readonly sequence: number
  readonly body: Buffer
}

function readPackets(socket: net.Socket): { next(): Promise<Packet> } {
  let pending = Buffer.alloc(0)
  const ready: Packet[] = []
  const waiting: { done: (packet: Packet) => void; failed: (error: Error) => void }[] = []
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk])
    while (pending.length >= 4 && pending.length >= 4 + pending.readUIntLE(0, 3)) {
      const end = 4 + pending.readUIntLE(0, 3)
      const received = { sequence: pending[3] ?? 0, body: pending.subarray(4, end) }
      pending = pending.subarray(end)
      const next = waiting.shift()
      if (next === undefined) ready.push(received)
      else next.done(received)
    }
  })
  const fail = (error: Error) => waiting.splice(0).forEach(({ failed }) => failed(error))
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('MariaDB closed the connection.')))
  return {
    async next() {
      const received = ready.shift()
      if (received !== undefined) return received
      return new Promise((done, failed) => waiting.push({ done, failed }))
    },
  }
}

function greeting(): Buffer {
  const head = Buffer.alloc(32)
  head.writeUInt32LE(CAPABILITIES, 0)
  head.writeUInt32LE(LARGEST_PACKET, 4)
  head.writeUInt8(UTF8MB4, 8)
  return Buffer.concat([head, Buffer.from('root\0\0mysql_native_password\0')])
}

function packet(sequence: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(body.length, 0, 3)
  head.writeUInt8(sequence, 3)
  return Buffer.concat([head, body])
}

function expectOk({ body }: Packet): void {
  if (body[0] === OK) return
  const told = body[0] === ERROR ? body.subarray(3).toString() : 'an answer nobody asked for'
  throw new Error(`MariaDB: ${told}`)
}
