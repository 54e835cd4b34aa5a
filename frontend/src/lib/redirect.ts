/** Where to go after signing in: only a path of this console, never an address that leads elsewhere. */
export function safeRedirect(target: unknown): string {
  if (typeof target !== 'string' || !target.startsWith('/')) return '/dashboard'
  const url = new URL(target, 'http://console')
  if (url.origin !== 'http://console' || url.pathname.startsWith('//')) return '/dashboard'
  return ['/login', '/register', '/'].includes(url.pathname)
    ? '/dashboard'
    : url.pathname + url.search + url.hash
}
