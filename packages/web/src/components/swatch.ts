/** Colours by name, in both languages of the shop; an unknown name is shown as a word only. */

const colors: Readonly<Record<string, string>> = {};

/** CSS paint of a colour name, or undefined. */
export function paintOf(name: string): string | undefined {
  return colors[name.trim().toLowerCase()];
}
