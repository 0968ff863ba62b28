/** What callers choose from by keys, arranged by a supervisor (R1.5). */
export const keyMenu = {
  title: 'Izbira s tipkami',
  guide: [
    'Klicatelji s tipkami izberejo storitev in kraj ter brez svetovalca slišijo čakalno dobo in prve proste termine.',
    'Mesto pove, na kateri tipki je možnost; brez mesta je klicatelj ne sliši. Kadar jih je več kot devet, jih sliši po osem, tipka devet vodi na naslednje.',
    'Ime za telefon vpišite samo, kadar imena iz kataloga ni mogoče lepo izgovoriti: z besedami, brez kratic, številk in znakov.',
  ],
  services: 'Storitve',
  places: 'Kraji',
  placesHint: 'Kraj zajema tudi krajevne urade pod njim. Če je kraj en sam, ga klicatelji ne izbirajo.',
  name: 'V katalogu',
  position: 'Mesto',
  spokenSl: 'Ime za telefon, slovensko',
  spokenEn: 'Ime za telefon, angleško',
  /** For whoever does not see the table. */
  positionOf: (name: string) => `Mesto: ${name}`,
  spokenOf: (name: string, language: 'sl' | 'en') =>
    language === 'sl' ? `Slovensko ime za telefon: ${name}` : `Angleško ime za telefon: ${name}`,
  save: 'Shrani',
  effect: 'Velja od naslednjega klica, ki pride do izbire.',
  notOffered: 'V meniju linije izbire prostih terminov s tipkami zdaj ni; seznam se shrani in počaka nanjo.',
  problems: {
    heading: 'Seznama še ni mogoče shraniti',
    position: (name: string) => `${name}: vpišite mesto od 1 do 99 ali pustite prazno.`,
    twice: (name: string, position: number) => `${name}: mesto ${position} je že zasedeno.`,
    words: (name: string) => `${name}: ime za telefon so besede, na primer »Osebna izkaznica«, brez številk in znakov.`,
  },
  done: { shranjeno: 'Seznam je shranjen.' },
};
