// Why a connection ended, in words, and whether it makes sense to come back.

/**
 * The gateway's codes: what they mean. All after which a client may come back lie in 4100 to 4199, or are here `true`.
 */
const meanings = new Map([
  [1000, ['the gateway is done with the connection']],
  [1001, ['the gateway goes away', true]],
  [1005, ['the gateway closed the connection', true]],
  [1006, ['the gateway could not be reached, or the line was cut', true]],
  [1011, ['the gateway failed']],
  [1012, ['the gateway restarts', true]],
  [1013, ['the gateway has as many connections as it may have', true]],
  [4100, ['this page read too slowly']],
  [4101, ['it is not known whether the canister got a message']],
  [4102, ['the gateway cannot reach the canister']],
  [4103, ['the canister no longer knows the connection']],
  [4104, ['nothing was said for too long']],
  [4105, ['the connection did not open in time']],
  [4106, ['the gateway has too many connections from this address']],
  [4107, ['messages were sent too fast']],
  [4108, ['the canister has as many connections at this gateway as it may have']],
  [4200, ['the gateway does not serve this canister']],
  [4201, ['the gateway does not serve pages from this address']],
  [4202, ['the canister refused the connection']],
  [4203, ['the canister refused a message']],
]);

export class ConnectionEnd extends Error {
  /**
   * @param {string} message why, in words
   * @param {object} [how]
   * @param {boolean} [how.mayReturn] a new connection may fare better
   * @param {boolean} [how.isBreach] the relay, or who is behind it, did what it must not do
   * @param {boolean} [how.isOwn] the user wanted it
   * @param {boolean} [how.isElsewhere] another page of this browser has the connection
   * @param {boolean} [how.isStale] a certificate's time was not near this device's clock
   * @param {number} [how.code] with which this side closes the socket
   */
  constructor(message, {
    mayReturn = false, isBreach = false, isOwn = false, isElsewhere = false, isStale = false, code = 4000,
  } = {}) {
    super(message);
    Object.assign(this, { mayReturn, isBreach, isOwn, isElsewhere, isStale, code });
  }

  static own = () => new ConnectionEnd('this page closed the connection', { isOwn: true, code: 1000 });

  /** The socket was closed by the other side. @param {CloseEvent} event */
  static ofSocket({ code, reason }) {
    const [meaning, mayReturn] = meanings.get(code) ?? [`the gateway closed the connection with code ${code}`];
    const words = reason && !meaning.includes(reason) ? `${meaning} (${reason})` : meaning;
    return new ConnectionEnd(words, { mayReturn: mayReturn ?? (code >= 4100 && code < 4200) });
  }

  /** The canister closed the connection. @param {string} reason the tag of its close message */
  static ofCanister(reason) {
    const words = {
      ClosedByApplication: 'the canister closed the connection',
      InvalidServiceMessage: 'the canister did not understand a message of this page',
      KeepAliveTimeout: 'the canister did not hear from this page in time',
      WrongSequenceNumber: 'a message of this page did not reach the canister, or not in its place',
    };
    const mayReturn = reason === 'KeepAliveTimeout' || reason === 'WrongSequenceNumber';
    return new ConnectionEnd(words[reason], { mayReturn, code: reason === 'ClosedByApplication' ? 4001 : 4000 });
  }
}
