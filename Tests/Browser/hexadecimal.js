// What the harnesses share: bytes come from the checks and go back to them in hexadecimal.

export const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export const hex = (data) => [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A function of many cases: what there is for each, or `{ refused: 'Name: message', isStale }` where one is thrown. */
export const each = (work) => (cases) => cases.map((one) => {
  try {
    return work(one);
  } catch (error) {
    return { refused: `${error.name}: ${error.message}`, isStale: error.isStale };
  }
});
