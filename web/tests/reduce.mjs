/**
 * {snapshot, entries, me?} from standard input, the resulting snapshot to standard output: the
 * browser's own reducer, for the server's tests of "snapshot and entries give a fresh snapshot".
 */
import { readFileSync } from 'node:fs'
import ts from 'typescript'

const source = readFileSync(new URL('../src/thread/reduce.ts', import.meta.url), 'utf8')
const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
const { outputText } = ts.transpileModule(source, { compilerOptions })
const { reduceRoom, reduceThread } = await import(
  `data:text/javascript,${encodeURIComponent(outputText)}`
)

const { snapshot, entries, me = null } = JSON.parse(readFileSync(0, 'utf8'))
const after = 'threads' in snapshot ? reduceRoom : (each, entry) => reduceThread(each, entry, me)
process.stdout.write(JSON.stringify(entries.reduce(after, snapshot)))
