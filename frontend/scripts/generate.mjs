// Generates src/api/generated/<service>.d.ts from the services' committed openapi.json.
// With --check it writes nothing and fails when a committed file is not what would be generated.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const services = ['gateway', 'router-service', 'health-service', 'query-service', 'action-engine']
const check = process.argv.includes('--check')
const banner = (service) =>
  `// Generated from ${service}/openapi.json by \`npm run generate\`. Do not edit.\n\n`
let stale = false

mkdirSync('src/api/generated', { recursive: true })
for (const service of services) {
  const source = new URL(`../../${service}/openapi.json`, import.meta.url)
  const target = `src/api/generated/${service}.d.ts`
  const types = banner(service) + astToString(await openapiTS(source))
  if (!check) {
    writeFileSync(target, types)
    console.log(`generated ${target}`)
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== types) {
    console.error(`${target} does not match ${service}/openapi.json: run \`npm run generate\` and commit.`)
    stale = true
  }
}
process.exit(stale ? 1 : 0)
