/**
 * espeak-ng guesses Slovene stress from the ending and is often wrong ("tridesetéga", "zápert", "mínut"); in speech a
 * wrong stress costs more understanding than a rough voice. Words known to be wrong are given to it as phonemes, in
 * its own notation between double brackets (`espeak-ng -v sl -x` shows it; ' stands before the stressed vowel).
 * Stress: SSKJ and SP 2001.
 */

/** Words of the texts, whole. A word that espeak-ng says rightly is not listed. */
const words: Readonly<Record<string, string>> = {
  čakanja: "tS'a:kanja",
  čakanje: "tS'a:kanjE",
  četrtek: "tSEt'@Rt@k",
  enot: "En'o:t",
  februarja: "f'e:bRuaRja",
  januarja: "j'a:nuaRja",
  julija: "j'u:lija",
  junija: "j'u:nija",
  minut: "min'u:t",
  ministrstva: "min'i:st@Rstva",
  ministrstvo: "min'i:st@RstvO",
  nadaljevanje: "nadaljEv'a:njE",
  nadaljujete: "nadalj'u:jEtE",
  naročanja: "naR'o:tSanja",
  naročanje: "naR'o:tSanjE",
  odjavljeni: "Odj'a:wljEni",
  ostanete: "Ost'a:nEtE",
  petek: "p'e:t@k",
  ponedeljek: "pOnEd'e:lj@k",
  potekal: "pOt'e:kaw",
  pozdravljeni: "pOzdR'a:wljEni",
  predvideni: "pREdv#'i:dEni",
  premor: "pREm'O:R",
  prijavljeni: "pRij'a:wljEni",
  prosimo: "pR'o:simO",
  slovenščini: "slOv'e:nStSini",
  slovenščino: "slOv'e:nStSinO",
  snemanja: "sn'e:manja",
  snemanje: "sn'e:manjE",
  snemanjem: "sn'e:manjEm",
  soglašate: "sOgl'a:SatE",
  sprejemamo: "spREj'e:mamO",
  težav: "tEZ'a:w",
  torek: "t'O:R@k",
  zaprt: "zap'@Rt",
  zasedeni: "zas'e:dEni",
};

/** What stands before the tens, with its "in": triin-dvajset. */
const unitsInCompound: Readonly<Record<string, string>> = {
  enain: 'Enain',
  dvain: 'dv#ain',
  triin: 'tRiin',
  štiriin: 'StiRiin',
  petin: 'pEtin',
  šestin: 'SEstin',
  sedemin: 'sEdEmin',
  osemin: 'OsEmin',
  devetin: 'dEvEtin',
};

const tens: Readonly<Record<string, string>> = {
  dvajset: "dv#'a:jsEt",
  trideset: "tR'i:dEsEt",
  štirideset: "St'i:RidEsEt",
  petdeset: "p'e:ddEsEt",
  šestdeset: "S'e:zddEsEt",
  sedemdeset: "s'e:dEmdEsEt",
  osemdeset: "'o:sEmdEsEt",
  devetdeset: "dEv'e:ddEsEt",
};

/** As they stand; with an ending the stress moves: trínajst, but trinájsti. */
const teens: Readonly<Record<string, string>> = {
  enajst: "En'a:jst",
  dvanajst: "dv#an'a:jst",
  trinajst: "tR'i:najst",
  štirinajst: "St'i:Rinajst",
  petnajst: "p'e:tnajst",
  šestnajst: "S'e:stnajst",
  sedemnajst: "s'e:dEmnajst",
  osemnajst: "'o:sEmnajst",
  devetnajst: "dEv'e:tnajst",
};

const teensBeforeEnding: Readonly<Record<string, string>> = {
  enajst: "En'a:jst",
  dvanajst: "dv#an'a:jst",
  trinajst: "tRin'a:jst",
  štirinajst: "StiRin'a:jst",
  petnajst: "pEtn'a:jst",
  šestnajst: "SEstn'a:jst",
  sedemnajst: "sEdEmn'a:jst",
  osemnajst: "OsEmn'a:jst",
  devetnajst: "dEvEtn'a:jst",
};

/** One to ten and a hundred, before an ending. */
const smallBeforeEnding: Readonly<Record<string, string>> = {
  en: "'e:n",
  prv: "p'@Rv",
  drug: "dR'u:g",
  tretj: "tR'e:tj",
  četrt: "tSEt'@Rt",
  pet: "p'e:t",
  šest: "S'e:st",
  sedm: "s'e:dm",
  osm: "'o:sm",
  devet: "dEv'e:t",
  deset: "dEs'e:t",
  stot: "st'o:t",
};

const endings: Readonly<Record<string, string>> = { '': '', i: 'i', a: 'a', o: 'O', e: 'E', ega: 'Ega', ih: 'ih' };

const anyOf = (table: Readonly<Record<string, string>>): string =>
  Object.keys(table)
    .sort((a, b) => b.length - a.length)
    .join('|');

const anyEnding = '(i|a|o|e|ega|ih)';
const tensPattern = new RegExp(`^(${anyOf(unitsInCompound)})?(${anyOf(tens)})${anyEnding}?$`);
const teensPattern = new RegExp(`^(${anyOf(teens)})${anyEnding}?$`);
const smallPattern = new RegExp(`^(${anyOf(smallBeforeEnding)})${anyEnding}$`);

const numberPhonemes = (word: string): string | null => {
  const ten = tensPattern.exec(word);
  if (ten !== null) {
    return `${unitsInCompound[ten[1] ?? ''] ?? ''}${tens[ten[2] ?? '']}${endings[ten[3] ?? '']}`;
  }
  const teen = teensPattern.exec(word);
  if (teen !== null) {
    const [, stem = '', ending = ''] = teen;
    return `${(ending === '' ? teens : teensBeforeEnding)[stem]}${endings[ending]}`;
  }
  const small = smallPattern.exec(word);
  return small === null ? null : `${smallBeforeEnding[small[1] ?? '']}${endings[small[2] ?? '']}`;
};

/** espeak-ng's phonemes of a Slovene word, or null when its own reading is right. */
export const slovenePhonemes = (word: string): string | null => {
  const lower = word.toLowerCase();
  return words[lower] ?? numberPhonemes(lower);
};

/**
 * One-letter and two-letter prepositions lean on the next word. "ob" and "od" stay voiced before its vowel
 * ("ob_ósmih", not "op ósmih"); "v" before its consonant is a short u ("u_pétek"). espeak-ng does so by itself unless
 * the next word is given as phonemes.
 */
const leaning: Readonly<Record<string, string>> = { ob: 'Ob', od: 'Od', v: 'u' };
const leaningWord = /(?<!\p{L})(?:(ob|od) ([aeiou]\p{L}*)|(v) ([^\P{L}aeiou]\p{L}*))/gu;
/** Phonemes put in by the first pass are no words for the second. */
const phonemesOrWord = /\[\[[^\]]*\]\]|\p{L}+/gu;

/** The text as espeak-ng should be given it. */
export const withSlovenePronunciation = (text: string): string =>
  text
    .replace(leaningWord, (both, ob?: string, afterOb?: string, v?: string, afterV?: string) => {
      const phonemes = slovenePhonemes(afterOb ?? afterV ?? '');
      return phonemes === null ? both : `[[${leaning[ob ?? v ?? '']}${phonemes}]]`;
    })
    .replace(phonemesOrWord, (piece) => {
      if (piece.startsWith('[[')) return piece;
      const phonemes = slovenePhonemes(piece);
      return phonemes === null ? piece : `[[${phonemes}]]`;
    });
