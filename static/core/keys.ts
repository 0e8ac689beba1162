/** A key with its modifiers as one writes them: "Ctrl+Shift+F6", "Escape", "Ctrl+s". */
export function keyOf({ key, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): string {
  const held = { Ctrl: ctrlKey, Alt: altKey, Meta: metaKey, Shift: shiftKey };
  const names = Object.entries(held).flatMap(([name, isHeld]) => (isHeld ? [name] : []));
  return [...names, key].join("+");
}
