import { isIPv4, isIPv6 } from 'node:net';

const GROUPS = 8;
/** What one customer of a network is given: whoever has one has all 2^64 addresses in it. */
const NETWORK_GROUPS = 4;
const MAPPED = '0:0:0:0:0:ffff';

/**
 * Under which name an address is counted, wherever addresses are: an IPv4 address as it is, written
 * as IPv6 or not, and an IPv6 address as its /64. Undefined for what is no address. A port behind it,
 * brackets and a zone, as proxies write them, are left out.
 */
export function addressKey(text: string): string | undefined {
  if (isIPv4(text)) return text;
  const [, bracketed, bare = text] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? [];
  const address = (bracketed ?? bare).split('%', 1)[0] ?? '';
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return undefined;
  const groups = expand(address);
  if (groups.slice(0, -2).join(':') === MAPPED) return ipv4Of(groups.slice(-2));
  return `${groups.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

/** Eight groups in hexadecimal, without leading zeros. */
function expand(address: string): string[] {
  const [head = '', tail] = withoutDots(address.toLowerCase()).split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : GROUPS - before.length - after.length;
  return [...before, ...Array<string>(zeros).fill('0'), ...after];
}

function groupsOf(part: string): string[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16).toString(16));
}

/** The last 32 bits may be written as an IPv4 address. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
}

function ipv4Of(groups: readonly string[]): string {
  return groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((bits) => [bits >> 8, bits & 0xff])
    .join('.');
}
