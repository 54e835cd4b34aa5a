/** 128 random bits in hex. Not randomUUID, which browsers keep from pages that come over plain http from elsewhere. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
