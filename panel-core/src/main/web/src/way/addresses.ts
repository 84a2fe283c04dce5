const PRIVATE_ENDINGS = ['.local', '.lan', '.internal', '.home.arpa', '.localhost']

/** Whether a host is one that only its own network (or machine) reaches, going by its looks. */
export function isPrivateHost(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (name.includes(':')) {
    return isPrivateV6(name)
  }
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(name)
  if (octets !== null) {
    return isPrivateV4(Number(octets[1]), Number(octets[2]))
  }
  return !name.includes('.') || PRIVATE_ENDINGS.some((ending) => name.endsWith(ending))
}

function isPrivateV4(first: number, second: number): boolean {
  return (
    first === 0 ||
    first === 10 ||
    first === 127 ||
    (first === 100 && second >= 64 && second < 128) ||
    (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168)
  )
}

function isPrivateV6(address: string): boolean {
  const mapped = /^::ffff:([0-9a-f]{1,4}):[0-9a-f]{1,4}$/.exec(address)
  if (mapped !== null) {
    const high = Number.parseInt(mapped[1] ?? '', 16)
    return isPrivateV4(high >> 8, high & 0xff)
  }
  return address === '::' || address === '::1' || /^f[cd][0-9a-f]{2}:/.test(address) || /^fe[89ab][0-9a-f]:/.test(address)
}

/**
 * The daemon's own address, as a browser opens it, of one for an operation, which may be for a WebSocket. A daemon behind
 * a proxy may be at a path.
 */
export function daemonOf(address: string): string {
  const url = new URL(address.replace(/^ws/, 'http'))
  const end = url.pathname.lastIndexOf('/v1/instances/')
  return url.origin + (end < 0 ? url.pathname : url.pathname.slice(0, end)).replace(/\/$/, '')
}

export function hostOf(address: string): string {
  return new URL(address).hostname
}
