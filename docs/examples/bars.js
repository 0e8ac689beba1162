// A chart library as small as one can be: bars in the color of the text, as large as what holds them.
const SVG = "http://www.w3.org/2000/svg";

window.Bars = {
  /** Draws one bar for each value; what was drawn there before goes. */
  draw(holder, values) {
    const chart = document.createElementNS(SVG, "svg");
    chart.setAttribute("viewBox", `0 0 ${values.length} 1`);
    chart.setAttribute("preserveAspectRatio", "none");
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", `Bars: ${values.join(", ")}`);
    chart.style.cssText = "display: block; inline-size: 100%; block-size: 100%";
    const highest = Math.max(...values);
    values.forEach((value, index) => {
      const bar = document.createElementNS(SVG, "rect");
      const height = value / highest;
      Object.entries({ x: index + 0.1, y: 1 - height, width: 0.8, height }).forEach((pair) => {
        bar.setAttribute(...pair);
      });
      bar.setAttribute("fill", "currentColor");
      chart.append(bar);
    });
    for (const former of holder.querySelectorAll("svg")) former.remove();
    holder.append(chart);
  },
};
