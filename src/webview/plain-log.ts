const esc = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);

/** Control sequences of terminals: colours and cursor moves (CSI), titles and links (OSC), and other escapes. */
const sequences = new RegExp(
  [
    `${esc}\\[[0-?]*[ -/]*[@-~]`,
    `${esc}\\](?:(?!${esc}\\\\|${bell}).)*(?:${bell}|${esc}\\\\)`,
    `${esc}[ -/]*[0-~]`,
  ].join('|'),
  'gsu',
);

/** Everything else that leaves no mark, but for tabs and line ends. */
const otherControls = /(?![\t\n])\p{Cc}/gu;

/** A progress bar writes over its own line: what was on the terminal in the end is what counts. */
const lastWritten = (line: string): string => {
  const whole = line.replace(/\r+$/u, '');
  return whole.slice(whole.lastIndexOf('\r') + 1);
};

/** What a program printed, as text: without what only a terminal understands. */
export const plainLog = (log: string): string =>
  log.replace(sequences, '').split('\n').map(lastWritten).join('\n').replace(otherControls, '').trimEnd();
