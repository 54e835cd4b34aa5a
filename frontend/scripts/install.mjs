// Runs `npm ci` unless node_modules already is what package-lock.json asks for.
import { execSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'

const stamp = 'node_modules/.installed'
const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(process.version)
  .digest('hex')

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
  console.log('node_modules is up to date')
} else {
  execSync('npm ci --no-audit --no-fund', { stdio: 'inherit' })
  writeFileSync(stamp, wanted)
}
