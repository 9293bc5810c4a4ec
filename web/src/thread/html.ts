/**
 * The only door through which HTML from the server enters the page. The server has filtered it; the
 * policy named here is the one its Content-Security-Policy allows beside Svelte's own.
 */
interface Policy {
  createHTML(text: string): string
}
interface Factory {
  createPolicy(name: string, rules: Policy): Policy
}
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
const policy = factory?.createPolicy('server-html', { createHTML: (text) => text })

export const serverHtml = (text: string): string => policy?.createHTML(text) ?? text
