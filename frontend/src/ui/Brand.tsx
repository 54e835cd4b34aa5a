/** The mark: an open switch between two terminals. */
export function Brand({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="7" fill="#2456d6" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
        <path d="M4.5 21.5h5.2M9.7 21.5 20.6 11M22.3 21.5h5.2" />
      </g>
      <circle cx="9.7" cy="21.5" r="2.3" fill="#fff" />
      <circle cx="22.3" cy="21.5" r="2.3" fill="#fff" />
    </svg>
  )
}
