import { BlockList, isIP } from 'node:net'

/** Which machines a webhook may reach: those of the public internet, and what an operator adds. */
export type Reach = (address: string) => boolean

/** Networks that are nobody's on the public internet (IANA special-purpose registries, RFC 6890). */
const SPECIAL = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Of IPv6 only 2000::/3 is given out; these parts of it lead elsewhere.
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]
const GLOBAL = ['2000::/3']

/** Opens the reach of webhooks; `allowed` are networks such as `10.1.0.0/16` that an operator lets them into. */
export function reachOf(allowed: readonly string[]): Reach {
  const [open, special, global] = [allowed, SPECIAL, GLOBAL].map(listOf)
  return (address) => {
    const family = isIP(address)
    if (family === 0) return false
    const isIn = (list: BlockList | undefined) =>
      list?.check(address, family === 4 ? 'ipv4' : 'ipv6') ?? false
    if (isIn(open)) return true
    // An IPv4 address in the form of an IPv6 one is in no network that is given out.
    return !isIn(special) && (family === 4 || isIn(global))
  }
}

/** Whether a text names a network. */
export function isNetwork(text: string): boolean {
  const [address = '', length = ''] = text.split('/')
  const family = isIP(address)
  return family !== 0 && /^\d{1,3}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128)
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', length = ''] = network.split('/')
    list.addSubnet(address, Number(length), isIP(address) === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}
