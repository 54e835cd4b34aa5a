/** The command that sends one completion; `model` names a pool or one of its models. */
export function firstRequestCommand(
  origin: string,
  model = 'your-pool',
  key = '$SWITCHGEAR_API_KEY',
): string {
  return [
    `curl ${origin}/v1/chat/completions \\`,
    `  -H "Authorization: Bearer ${key}" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"model": "${model}", "messages": [{"role": "user", "content": "Hello"}]}'`,
  ].join('\n')
}
