/** Light or dark: as the system has it, or as the reader chose on this device. */
export type Theme = 'auto' | 'light' | 'dark'
const KEPT = 'theme'

class ThemeChoice {
  chosen = $state.raw<Theme>((localStorage.getItem(KEPT) as Theme | null) ?? 'auto')

  choose(theme: Theme): void {
    this.chosen = theme
    localStorage.setItem(KEPT, theme)
    this.show()
  }
  show(): void {
    if (this.chosen === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = this.chosen
  }
}
export const theme = new ThemeChoice()
