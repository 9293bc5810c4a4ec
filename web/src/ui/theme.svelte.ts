/** Light or dark, and how large: as the system has it, or as the reader chose on this device (people/display.ts). */
export type Theme = 'auto' | 'light' | 'dark'
/** Steps above the size of letters that the browser has. */
export type Size = '0' | '1' | '2'

class ThemeChoice {
  chosen = $state.raw<Theme>((localStorage.getItem('theme') as Theme | null) ?? 'auto')
  size = $state.raw<Size>((localStorage.getItem('size') as Size | null) ?? '0')

  show(): void {
    const { dataset } = document.documentElement
    dataset.size = this.size
    if (this.chosen === 'auto') delete dataset.theme
    else dataset.theme = this.chosen
  }
}
export const theme = new ThemeChoice()
