/**
 * Asterisk's own record of calls, a second witness beside our CDR: one line a pair of legs. Times are local seconds,
 * durations have fractions. `userfield` is our call id where the engine has set CDR(userfield).
 */
export const asteriskCdrColumns = [
  'uniqueid',
  'linkedid',
  'channel',
  'dstchannel',
  'src',
  'dst',
  'dcontext',
  'start',
  'answer',
  'end',
  'duration',
  'billsec',
  'disposition',
  'lastapp',
  'userfield',
  'sequence',
] as const;

export const asteriskCdrFile = 'Master.csv';

export const renderCdr = (enabled: boolean): string => `[general]
enable = ${enabled ? 'yes' : 'no'}
; Calls that nobody answered are calls too.
unanswered = yes
congestion = yes
endbeforehexten = no
batch = no
`;

export const renderCdrCustom = (): string => {
  const columns = asteriskCdrColumns.map((column) => {
    const fractions = column === 'duration' || column === 'billsec' ? ',f' : '';
    return `\${CSV_QUOTE(\${CDR(${column}${fractions})})}`;
  });
  return `[mappings]\n${asteriskCdrFile} => ${columns.join(',')}\n`;
};

/** CEL is off: the journal of the engine has every event. */
export const renderCel = (): string => '[general]\nenable = no\n';
