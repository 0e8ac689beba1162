let brush: OffscreenCanvasRenderingContext2D | null = null;

/** How wide texts are in the font of an element, in px; nothing is laid out for it. */
export function textMeasure(element: Element): (text: string) => number {
  brush ??= new OffscreenCanvas(1, 1).getContext("2d");
  const canvas = brush;
  if (!canvas) return (text) => text.length * 8;
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  return (text) => {
    canvas.font = font;
    return canvas.measureText(text).width;
  };
}
