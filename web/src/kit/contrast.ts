/** How far two colours stand apart, as WCAG reckons it: 1 to 21. Text needs 4.5, what is no text 3. */
type Colour = [number, number, number]

/** Of what the browser computed: `rgb(…)`, or `color(srgb …)` where a colour was mixed. */
export function colourOf(computed: string): Colour {
  const [r = 0, g = 0, b = 0] = computed.match(/[\d.]+/g)!.map(Number)
  const whole = computed.startsWith('rgb') ? 255 : 1
  return [r / whole, g / whole, b / whole]
}
function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as Colour
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
export function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}
