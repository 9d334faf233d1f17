// Values as people read them.

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** A number of things, exactly. */
export const count = (value) => whole.format(value);

/** A number of things in little room. */
export const shortCount = (value) => (value < 10_000 ? whole.format(value) : short.format(value));

/** How many a second. */
export const rate = (value) => (value === 0 ? "0" : value < 10 ? value.toFixed(1) : shortCount(Math.round(value)));

/** Seconds; a dash where there are none. */
export function seconds(value) {
  if (value === undefined || value === null) return "–";
  if (value < 0.01) return `${(value * 1000).toFixed(1)} ms`;
  if (value < 1) return `${Math.round(value * 1000)} ms`;
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

/** A size. */
export function bytes(value) {
  if (value === undefined || value === null) return "–";
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let size = value;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1).replace(/\.0$/, "")} ${units[unit]}`;
}

/** A share, of one. */
export const percent = (share) => `${share > 0 && share < 0.1 ? (share * 100).toFixed(1) : Math.round(share * 100)} %`;

/** A long time, in its two largest units. */
export function duration(total) {
  const parts = [["d", 86_400], ["h", 3_600], ["min", 60], ["s", 1]];
  const first = parts.findIndex(([, size]) => total >= size);
  if (first < 0) return "0 s";
  let rest = Math.floor(total);
  return parts.slice(first, first + 2).map(([unit, size]) => {
    const number = Math.floor(rest / size);
    rest -= number * size;
    return `${number} ${unit}`;
  }).join(" ");
}

/** The time of day. */
export const clock = (time) => new Date(time * 1000).toLocaleTimeString("en-GB");

/** A day and a time. */
export const date = (time) =>
  new Date(time * 1000).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** `sockets_per_address` as words. */
export const words = (name) => name.replaceAll("_", " ");
