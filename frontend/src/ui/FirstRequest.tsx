import { Send } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { firstRequestCommand } from '@/lib/first-request'
import { Code } from './Code'
import { EmptyState } from './States'

/** What to do while no request has been seen yet. */
export function FirstRequest() {
  return (
    <EmptyState icon={Send} title="No requests yet">
      <p className="mb-3">
        Register a provider and a pool under{' '}
        <Link to="/router" className="text-accent hover:underline">
          Router
        </Link>
        , create a key under{' '}
        <Link to="/settings/api-keys" className="text-accent hover:underline">
          API keys
        </Link>
        , and send the first completion:
      </p>
      <Code text={firstRequestCommand(location.origin)} />
    </EmptyState>
  )
}
