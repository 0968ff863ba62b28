/** What an agent can do with a caller besides talking (R2.6). */
export const transfer = {
  title: 'Preveži ali posvetuj se',
  colleague: 'Svetovalec',
  chooseColleague: 'Izberite svetovalca',
  noColleague: 'Noben drug svetovalec zdaj ni na voljo.',
  colleagueOption: (name: string, state: string) => `${name} – ${state}`,
  consult: 'Posvetuj se',
  toColleague: 'Preveži',
  consultHint: 'Med posvetom klicatelj posluša glasbo in vaju ne sliši.',
  queue: 'Vrsta',
  queueOption: (name: string, waiting: number) => (waiting === 0 ? name : `${name} (v vrsti: ${waiting})`),
  toQueue: 'Preveži v vrsto',
  queueHint: 'Klicatelj obdrži mesto po času prvega prihoda.',
  outside: 'Zunanja številka',
  chooseOutside: 'Izberite oddelek ali uradno osebo',
  outsideOption: (name: string, kind: string, code: string, free: boolean) =>
    free ? `${name} – ${kind} (*8${code}#)` : `${name} – zasedeno`,
  toOutside: 'Preveži na zunanjo številko',
  outsideHint:
    'Dokler tam zvoni, klicatelj obdrži mesto v vrsti. Če se nihče ne oglasi, čaka naprej. Pogovor se ne snema.',
  /** The agent who asks. */
  asks: {
    ringing: (name: string) => `Zvoni: ${name}. Klicatelj posluša glasbo.`,
    asking: (name: string) => `Posvet: ${name}. Klicatelj posluša glasbo in vaju ne sliši.`,
    parked: (name: string) => `Govorite s klicateljem. Glasbo posluša: ${name}.`,
    joined: (name: string) => `Konferenca: klicatelj, ${name} in vi.`,
  },
  /** The colleague. */
  isAsked: {
    ringing: (name: string) => `Prošnja za posvet: ${name}.`,
    asking: (name: string) => `Posvet: ${name}. Klicatelj posluša glasbo in vaju ne sliši.`,
    parked: (name: string) => `S klicateljem govori ${name}, vi medtem poslušate glasbo.`,
    joined: (name: string) => `Konferenca: klicatelj, ${name} in vi.`,
  },
  consultTitle: 'Posvet',
  complete: 'Predaj klic',
  returnToCaller: 'Nazaj h klicatelju',
  swapToCaller: 'Preklopi na klicatelja',
  swapToColleague: 'Preklopi na svetovalca',
  conference: 'Konferenca',
  completeHint: 'Ob predaji se vaš del pogovora konča. Enako velja, če odložite slušalko.',
  earlier: (name: string) => `Prejšnji zapis: ${name}`,
  silent: 'Med zadržanjem se pogovor ne snema.',
};
