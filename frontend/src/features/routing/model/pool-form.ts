import type { RouterInput } from '@/api/clients'
import { sendable } from '@/api/wire'
import type { Pool } from '../api/pools'
import { names } from './provider-form'

export interface MemberForm {
  /** Tells rows apart while they are edited. */
  row: number
  /** Not shown, but kept. */
  prefill?: boolean
  name: string
  model: string
  weight: string
  priority: string
}

export interface PoolForm {
  group_name: string
  strategy: string
  models: string
  fallback: string
  members: MemberForm[]
}

export const strategies: readonly { value: string; label: string; hint: string }[] = [
  { value: 'round_robin', label: 'Round robin', hint: 'Each in turn.' },
  { value: 'weighted', label: 'Weighted', hint: 'In proportion to the weights.' },
  { value: 'least_connections', label: 'Least connections', hint: 'Where the fewest calls are under way.' },
  { value: 'latency', label: 'Latency', hint: 'Where answers come fastest, of two picked at random.' },
  { value: 'priority', label: 'Priority', hint: 'The lowest number that is available.' },
  { value: 'cost', label: 'Cost', hint: 'The cheapest that is available.' },
  { value: 'sticky', label: 'Sticky', hint: 'The same user stays with the same provider.' },
]

export const strategyLabel = (value: string) =>
  strategies.find((strategy) => strategy.value === value)?.label ?? value.replaceAll('_', ' ')

export const newMember = (row: number): MemberForm => ({
  row,
  name: '',
  model: '',
  weight: '1',
  priority: '0',
})

export const emptyPool: PoolForm = {
  group_name: '',
  strategy: 'round_robin',
  models: '',
  fallback: '',
  members: [newMember(0)],
}

export const formOf = (pool: Pool): PoolForm => ({
  group_name: pool.group_name,
  strategy: pool.strategy,
  models: pool.models.join(', '),
  fallback: pool.fallback.join(', '),
  members: pool.providers.map((member, row) => ({
    row,
    name: member.name,
    model: member.model ?? '',
    weight: String(member.weight),
    priority: String(member.priority),
    ...(typeof member.prefill === 'boolean' && { prefill: member.prefill }),
  })),
})

/** The pool as it is sent: what the form does not show is kept from the one that is edited. */
export function poolOf(form: PoolForm, edited?: Pool): RouterInput<'PoolDocument'> {
  return {
    ...(edited &&
      sendable({
        retry: edited.retry,
        timeouts: edited.timeouts,
        context_fallback: edited.context_fallback,
        hedge: edited.hedge,
        rescue: edited.rescue,
        split: edited.split,
      })),
    group_name: form.group_name.trim(),
    strategy: form.strategy,
    models: names(form.models),
    fallback: names(form.fallback),
    providers: form.members
      .filter((member) => member.name.trim() !== '')
      .map((member) => ({
        name: member.name.trim(),
        weight: Number(member.weight),
        ...(member.model.trim() !== '' && { model: member.model.trim() }),
        ...(member.priority.trim() !== '' && { priority: Number(member.priority) }),
        ...(member.prefill !== undefined && { prefill: member.prefill }),
      })),
  }
}

/** What keeps the form from being sent, by field. */
export function poolErrors(form: PoolForm): Record<string, string> {
  const errors: Record<string, string> = {}
  const members = form.members.filter((member) => member.name.trim() !== '')
  if (form.group_name.trim() === '') errors.group_name = 'Enter a name.'
  if (members.length === 0) errors.providers = 'A pool needs at least one provider.'
  if (members.some(({ weight }) => !(Number(weight) > 0)))
    errors.providers = 'A weight is a number above zero.'
  if (members.some(({ priority }) => !/^\d*$/.test(priority.trim()))) {
    errors.providers = 'A priority is a whole number; the lowest comes first.'
  }
  return errors
}
