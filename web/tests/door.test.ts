/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? files(join(folder, each.name)) : join(folder, each.name),
  )
const sources = files('src').map((path) => ({ path, text: readFileSync(path, 'utf8') }))

test('HTML enters the page through serverHtml and by no other way', () => {
  const doors = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/\{@html\s+([^}]*(?:\{\})?[^}]*)\}/g)].map((found) => `${path}: ${found[1]}`),
  )
  expect(doors.length).toBeGreaterThan(3)
  for (const door of doors) expect(door).toMatch(/serverHtml\(|: row\.html$/)
  const row = sources.find(({ path }) => path.endsWith('row.svelte.ts'))!
  expect(row.text).toContain('serverHtml(post.html)')
  for (const { path, text } of sources)
    expect(text, path).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/)
})

test('no style attribute and no inline script, which the policy of the pages forbids', () => {
  for (const { path, text } of sources) expect(text, path).not.toMatch(/\sstyle="|\sstyle='|<script>/)
  const shell = readFileSync('index.html', 'utf8')
  expect(shell).not.toMatch(/<style|style=|<script(?![^>]*src=)/)
})

// What is generated has the length of what it is generated from.
test('files stay small', () => {
  for (const { path, text } of sources.filter(({ path }) => /(?<!\.gen)\.(ts|svelte)$/.test(path))) {
    const words = /(i18n\/(vi|en)|acts-words)\.ts$/.test(path)
    expect(text.split('\n').length, path).toBeLessThanOrEqual(words ? 300 : 240)
  }
})
