// Making elements. Words become text, never markup.

export const byId = (id) => document.getElementById(id);

/**
 * An element. Properties that begin with `on` are listeners, `data` are its `dataset`, all others its attributes, of
 *   which
 * those that are `undefined`, `null` or `false` are left out.
 * @param {string} name @param {object} [properties] @param {...(Node|string)} children
 */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (key === 'data') Object.assign(node.dataset, value);
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/** A picture of the page's own set, which says nothing to who does not see it. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Sets a text where it is another, so that screen readers are not told twice. */
export function setText(node, text) { if (node.textContent !== text) node.textContent = text; }

/** Sets an entry of the dataset, or takes it away. */
export function setData(node, name, value) {
  if (value === undefined || value === false || value === '') delete node.dataset[name];
  else if (node.dataset[name] !== String(value)) node.dataset[name] = value;
}

/**
 * Lets the children of a node be these: each has a key, and an element that stays as long as the key is there.
 * @template T @param {Element} parent @param {T[]} items @param {(item: T) => string} keyOf
 * @param {(item: T) => HTMLElement} make @param {(node: HTMLElement, item: T) => void} [update]
 */
export function reconcile(parent, items, keyOf, make, update = () => {}) {
  const wanted = new Set(items.map(keyOf));
  const there = new Map();
  // What goes, goes first: else all that follows it would be moved.
  for (const child of [...parent.children]) {
    if (wanted.has(child.key)) there.set(child.key, child);
    else child.remove();
  }
  let next = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let node = there.get(key);
    if (!node) {
      node = make(item);
      node.key = key;
    }
    update(node, item);
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
}
