/** First letters of the first and the last name: "Ada King Lovelace" is AL. */
export function initials(fullName: string): string {
  const names = fullName.trim().split(/\s+/).filter(Boolean)
  const ends = names.length > 1 ? [names[0], names[names.length - 1]] : names
  return ends.map((name) => [...(name ?? '')][0]?.toUpperCase() ?? '').join('') || '?'
}
