/** Texts of the page that explains why a time is not free. */
export const whyNot = {
  title: 'Zakaj ni prosto?',
  intro: 'Za vsako okence in vsak čas dneva: ali se je mogoče naročiti, in če ne, zakaj.',
  help: [
    'Izberite storitev, lokacijo in dan. Za občana, klicni center in referenta je odgovor lahko različen, ker imajo rezerviran svoj delež časa.',
    'Razlogi so isti, kot jih upošteva sistem pri naročanju: kar je tu prosto, je mogoče naročiti.',
  ],
  service: 'Storitev',
  place: 'Lokacija',
  day: 'Dan',
  channel: 'Kdo se naroča',
  channels: { web: 'občan na spletu', agent: 'klicni center', clerk: 'zaposleni na enoti' },
  show: 'Pokaži',
  badDay: 'Vpišite dan, na primer 24. 12. 2026.',
  noCounter: 'Te storitve na tej lokaciji ne opravlja nobeno okence.',
  free: 'prosto',
  taken: 'naročen obisk',
  time: 'Čas',
  answer: 'Odgovor',
  dayOf: (counter: string, day: string) => `${counter}, ${day}`,
  notABeginning: 'tu se termin ne začne',
  hours: 'Delovni čas in izjeme te lokacije',
};
