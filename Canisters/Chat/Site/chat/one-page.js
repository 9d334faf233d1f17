// The canister has one connection for each identity: of several pages of one browser, one holds it.

/**
 * Takes the connection's place among this browser's pages.
 * @param {string} name of the connection @param {boolean} steals from a page that has it
 * @param {() => void} lost another page took it
 * @returns {Promise<boolean>} whether this page has it now
 */
export function holdPlace(name, steals, lost) {
  const options = steals ? { steal: true } : { ifAvailable: true };
  return new Promise((resolve) => {
    navigator.locks.request(name, options, (lock) => {
      resolve(lock !== null);
      // Held as long as the page is there, or until another one takes it.
      return lock && new Promise(() => {});
    }).catch(lost);
  });
}
