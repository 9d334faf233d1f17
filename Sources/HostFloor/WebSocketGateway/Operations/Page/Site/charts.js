// Small drawings of figures.

import { drawing } from "./elements.js";

const WIDTH = 152;
const HEIGHT = 40;

/** The five minutes of a figure as a line. `slots` values fill its width; fewer stand at its right. */
export class Sparkline {
  constructor(slots = 150) {
    this.slots = slots;
    this.area = drawing("path", { class: "area" });
    this.line = drawing("path", { class: "line" });
    this.mark = drawing("path", { class: "mark" });
    // The names and the numbers are beside it.
    this.node = drawing(
      "svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: "spark", "aria-hidden": "true" },
      this.area, this.line, this.mark);
    this.values = [];
  }

  /** Shows values, of which some may be missing; `least` is the least top of the drawing. */
  show(values, least) {
    this.values = values;
    this.top = Math.max(least, ...values.filter((value) => value !== null)) || 1;
    const runs = this.runs();
    this.line.setAttribute("d", runs.map((run) => `M${run.join("L")}${run.length === 1 ? "h0" : ""}`).join(""));
    this.area.setAttribute("d", runs.filter((run) => run.length > 1).map((run) =>
      `M${run[0].split(",")[0]},${HEIGHT}L${run.join("L")}L${run.at(-1).split(",")[0]},${HEIGHT}Z`).join(""));
    this.point(null);
  }

  /** Points without a gap between them. */
  runs() {
    const runs = [];
    let current = null;
    this.values.forEach((value, index) => {
      if (value === null) {
        current = null;
        return;
      }
      if (!current) runs.push(current = []);
      current.push(this.place(index));
    });
    return runs;
  }

  place(index) {
    const x = this.slots - 1 - (this.values.length - 1 - index);
    const y = HEIGHT - 3 - (this.values[index] / this.top) * (HEIGHT - 6);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  }

  /** The value at a place, 0 at the left and 1 at the right: `{ value, age }` in slots, or null. */
  at(share) {
    const age = Math.max(0, Math.round(this.slots - 1 - share * WIDTH));
    const index = this.values.length - 1 - age;
    return this.values[index] === undefined || this.values[index] === null ? null : { index, age };
  }

  /** Marks a value; null marks the last one. */
  point(found) {
    const index = found ? found.index : this.values.length - 1;
    const isThere = this.values[index] !== undefined && this.values[index] !== null;
    this.mark.setAttribute("d", isThere ? `M${this.place(index)}h0` : "");
  }
}

/** How much there is of what there may be. */
export function bar(share, name, text) {
  const width = Math.min(Math.max(share, 0), 1) * 100;
  const level = share >= 0.9 ? "full" : share >= 0.7 ? "high" : "low";
  return drawing(
    "svg", {
      viewBox: "0 0 100 6", preserveAspectRatio: "none", class: "bar", "data-level": level, role: "meter",
      "aria-label": name, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.round(width),
      "aria-valuetext": text,
    },
    drawing("rect", { width: 100, height: 6, class: "room" }),
    drawing("rect", { width: share > 0 ? Math.max(width, 1) : 0, height: 6, class: "used" }));
}
