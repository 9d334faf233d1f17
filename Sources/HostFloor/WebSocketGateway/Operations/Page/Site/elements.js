// Elements of the page. All text goes in as text: nothing is read as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, and with children that are elements or text. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for one of a drawing. */
export function drawing(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export const byID = (id) => document.getElementById(id);

/** Sets a text only where it is another, so that a selection in it stays. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/**
 * Shows rows in a table, each under a key of its own: rows that stay are changed and not made anew.
 *
 * Columns have a `title`, `cell(row)` for a text or an element, and `isNumber`. A row's `data-key` is its key.
 */
export function showTable(table, caption, columns, rows, keyOf, emptyText) {
  if (!table.tHead) {
    table.append(
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...columns.map(({ title, isNumber }) =>
        element("th", { scope: "col", class: isNumber && "number" }, title)))),
      element("tbody"));
  }
  const body = table.tBodies[0];
  const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));
  const shown = rows.map((row) => {
    const key = String(keyOf(row));
    const line = known.get(key) ?? element("tr", { "data-key": key }, ...columns.map(({ isNumber }, index) =>
      element(index ? "td" : "th", { scope: index ? undefined : "row", class: isNumber && "number" })));
    columns.forEach(({ cell }, index) => showCell(line.cells[index], cell(row)));
    return line;
  });
  if (!shown.length) {
    shown.push(known.get("") ?? element("tr", { "data-key": "" },
      element("td", { colspan: columns.length, class: "empty" }, emptyText)));
  }
  if (shown.length !== body.rows.length || shown.some((line, index) => line !== body.rows[index])) {
    body.replaceChildren(...shown);
  }
}

function showCell(cell, content) {
  if (typeof content === "string") setText(cell, content);
  else if (cell.childNodes.length !== 1 || !cell.firstChild.isEqualNode(content)) cell.replaceChildren(content);
}
