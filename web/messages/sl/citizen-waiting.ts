/** The board of waiting times (R3.6). */
export const citizenWaiting = {
  title: 'Čakalne dobe',
  lead: 'Za vsako storitev: kdaj in kje je prvi prosti termin. Prosti čas se nenehno spreminja.',
  asOf: (moment: string) => `Stanje: ${moment}`,
  unit: 'Upravna enota',
  everywhere: 'vse upravne enote',
  show: 'Pokaži',
  table: 'Čakalne dobe po storitvah',
  service: 'Storitev',
  first: 'Prvi prosti termin',
  where: 'Kje',
  none: 'Trenutno ni prostih terminov.',
  nothing: 'Za to upravno enoto ni storitev, na katere se je mogoče naročiti po spletu.',
  link: 'Čakalne dobe vseh storitev',
};
