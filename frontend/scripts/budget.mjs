// Fails when the JavaScript that the first page needs outgrows its budget (gzip, as it goes over the wire).
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budgetKb = 250
const out = 'target/classes/META-INF/resources/console'
const page = readFileSync(`${out}/index.html`, 'utf8')
const files = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1])
const kb = files.reduce((sum, file) => sum + gzipSync(readFileSync(`${out}/${file}`)).length / 1024, 0)

console.log(`initial JavaScript ${kb.toFixed(1)} KB gzip in ${files.length} files, budget ${budgetKb} KB`)
if (kb > budgetKb) {
  console.error('Over budget: load what the first page does not need lazily, or drop a dependency.')
  process.exit(1)
}
