import type { Child } from 'hono/jsx'

/** The sign beside the name. */
export function BrandMark(): Child {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <path d="M3 3h22v22H3z" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M8 9h12M8 14h12M8 19h7" stroke="currentColor" stroke-width="2" />
    </svg>
  )
}
