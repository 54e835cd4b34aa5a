import type { GatewayInput } from '@/api/clients'
import { count, usd } from '@/lib/format'
import type { ApiKey } from '../api/api-keys'

/** As typed: empty is no limit. */
export interface LimitsForm {
  rpm: string
  tpm: string
  budget: string
  period: 'day' | 'month'
}

export const noLimits: LimitsForm = { rpm: '', tpm: '', budget: '', period: 'month' }

export type Limits = Pick<GatewayInput<'NewApiKey'>, 'rpm' | 'tpm' | 'budget_usd' | 'budget_period'>

const most = 2_147_483_647
const mostUsd = 1_000_000_000

/** What must be mended before the limits are worth sending, by the fields of the call. */
export function limitErrors({ rpm, tpm, budget }: LimitsForm): Partial<Record<keyof Limits, string>> {
  const errors: Partial<Record<keyof Limits, string>> = {}
  if (!isCount(rpm)) errors.rpm = 'Enter a whole number from 1.'
  if (!isCount(tpm)) errors.tpm = 'Enter a whole number from 1.'
  if (!isAmount(budget)) errors.budget_usd = 'Enter an amount above 0, with at most nine decimals.'
  return errors
}

/** What to send: limits that are not set are left out, and a period means nothing without a budget. */
export function limitsOf({ rpm, tpm, budget, period }: LimitsForm): Limits {
  return {
    rpm: numberOf(rpm),
    tpm: numberOf(tpm),
    budget_usd: numberOf(budget),
    budget_period: budget.trim() === '' ? undefined : period,
  }
}

const numberOf = (text: string) => (text.trim() === '' ? undefined : Number(text))

function isCount(text: string): boolean {
  const number = numberOf(text)
  return number === undefined || (Number.isInteger(number) && number >= 1 && number <= most)
}

function isAmount(text: string): boolean {
  return (
    text.trim() === '' ||
    (/^\d+(\.\d{1,9})?$/.test(text.trim()) && Number(text) > 0 && Number(text) <= mostUsd)
  )
}

/** A key's limits in words; none for a key without. */
export function limitWords({ rpm, tpm, budget_usd, budget_period }: ApiKey): string[] {
  const words: string[] = []
  if (rpm != null) words.push(`${count(rpm)} requests/min`)
  if (tpm != null) words.push(`${count(tpm)} tokens/min`)
  if (budget_usd != null) words.push(`${usd(budget_usd)} a ${budget_period ?? 'month'}`)
  return words
}
