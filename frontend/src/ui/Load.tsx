import type { ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { ErrorState, SkeletonRows } from './States'
import { StaleNote } from './StaleNote'

interface LoadProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'dataUpdatedAt' | 'refetch'>
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** Draws what a query has: its data, the last good data with its age when a call failed, the error, or a skeleton. */
export function Load<T>({ query, skeleton = <SkeletonRows />, children }: LoadProps<T>) {
  const { data, error, dataUpdatedAt, refetch } = query
  const retry = () => void refetch()
  if (data === undefined) return error ? <ErrorState error={error} onRetry={retry} /> : skeleton
  return (
    <>
      {error && <StaleNote error={error} since={dataUpdatedAt} onRetry={retry} />}
      {children(data)}
    </>
  )
}
