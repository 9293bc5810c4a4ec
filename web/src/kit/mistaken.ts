/** Has the control in it say what is wrong with it, as a form does that is sent too early. */
export const mistaken = (element: HTMLElement): void =>
  void element.querySelector<HTMLInputElement>('input, select, textarea')?.checkValidity()
