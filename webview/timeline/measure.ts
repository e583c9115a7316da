/** Widths of texts without touching the page's layout. */

const mostTexts = 5_000;

/** Measures in the font of the labels; each text once. */
export function createMeasure(): (text: string) => number {
  const widths = new Map<string, number>();
  let context: CanvasRenderingContext2D | null = null;
  return text => {
    const known = widths.get(text);
    if (known !== undefined) return known;
    if (!context) {
      context = document.createElement('canvas').getContext('2d');
      // The size of `.label` in the stylesheet, in the family of the page.
      if (context) context.font = `11.5px ${getComputedStyle(document.body).fontFamily}`;
    }
    const width = context?.measureText(text).width ?? text.length * 6.5;
    if (widths.size >= mostTexts) widths.clear();
    widths.set(text, width);
    return width;
  };
}
