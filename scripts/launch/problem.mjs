/** A foreseen bad case. Its message is the one sentence the user reads: what happened, why, what to do. */
export class Problem extends Error {
  /**
   * @param {string} sentence
   * @param {string} evidence what another program said, if the sentence alone does not explain it: it is shown above
   */
  constructor(sentence, evidence = '') {
    super([evidence.trimEnd(), sentence].filter(Boolean).join('\n'));
  }
}

/** The user, or the system, asked the launcher to stop. */
export class Interruption extends Error {
  /** @param {string} signal */
  constructor(signal) {
    super('Stopped.');
    this.signal = signal;
  }
}

/**
 * The sentence for a file operation that failed, from its error code.
 *
 * @param {{ code?: string, path?: string, message: string }} error
 * @returns {string}
 */
export function sentenceOfFileError({ code, path, message }) {
  const where = path ?? 'this folder';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `There is no permission to write to ${where}: give your user the folder, or clone the repository into one that is yours.`;
    case 'EROFS':
      return `${where} is on a read-only file system: clone the repository into a folder that can be written to.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full (${where} could not be written): free about 2 GB and run the same command again.`;
    default:
      return `The launcher met an error that it does not know (${message}): please report it with the output above.`;
  }
}
