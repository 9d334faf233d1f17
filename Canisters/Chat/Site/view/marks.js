// What is known of a message, in words: each has a mark that shows it at one glance.

const marks = {
  verified: {
    icon: 'verified', label: 'Verified',
    words: 'This message came certified by the network: this page checked the signature, the canister’s tree, the '
      + 'message’s hash in it, and its place in the order.',
  },
  unverified: {
    icon: 'unverified', label: 'Not verified',
    words: 'This message was told by a plain query, because it was written before you came or while the connection was '
      + 'down. One machine of the network answered; this page does not check its signature. It is probably right; it is not '
      + 'proven.',
  },
  sending: {
    icon: 'sending', label: 'On its way',
    words: 'You wrote this, signed with your key. It has not come back from the canister yet: then it will be verified.',
  },
  unclear: {
    icon: 'warning', label: 'Perhaps not sent',
    words: 'The connection broke before this came back from the canister: it may have arrived, or not. When there is a '
      + 'connection again, this page looks for it among the messages that were written since.',
  },
  refused: {
    icon: 'warning', label: 'Refused',
    words: 'The canister did not take this message.',
  },
};

/** @param {import('../chat/timeline.js').Entry} entry */
export const markName = (entry) => (entry.kind === 'outgoing' ? entry.state : entry.proof ? 'verified' : 'unverified');

export const markOf = (entry) => marks[markName(entry)];
