/** The guide that each page of the staff carries (R3.11); pages with words of their own have theirs beside those. */
export const guide = {
  heading: 'Kako to deluje',
  console: [
    'Prijavite se na delo in izberite »Na voljo«. Klici nato sami pridejo na vaš telefon; ni jih treba iskati.',
    'Ko klic zazvoni, se pokažejo številka, jezik, izbire v meniju, čakanje in prejšnji klici iste številke.',
    'Če se ne oglasite, vas sistem postavi na premor, klicatelj pa ohrani prvo mesto v vrsti.',
    'Med pogovorom lahko klic zadržite, ga predate ali se prej posvetujete s sodelavcem ali z zunanjo številko. Snemanje ustavite, kadar uporabnik pove občutljive podatke.',
    'Na namiznem telefonu med pogovorom velja: *2, telefon sodelavca in # je posvet, *3, telefon in # predaja, *31# predaja v prvo vrsto, *8, koda in # predaja na zunanjo številko, *9, koda in # posvet z njo; med posvetom *4 preklopi, *5 združi vse tri, *6 vrne h klicatelju, *7 preda klic.',
    'Po klicu izberite kategorijo in po potrebi zapišite opombo. Ko obdelavo zaključite, ste spet na voljo.',
  ],
  calls: [
    'Na seznamu so klici po času začetka, najnovejši najprej. Izberite dan, izid ali svetovalca in odprite klic.',
    'Na strani klica je njegov potek: soglasje, meni, čakanje, ponudbe svetovalcem, pogovor in kategorija.',
    'Predvajanje posnetka in izvoz se zabeležita. Posnetki se po roku hrambe izbrišejo.',
  ],
  callbacks: [
    'Kdor med čakanjem ali zunaj delovnega časa izbere povratni klic, ohrani svoje mesto. Ena številka ima največ en odprt povratni klic.',
    'Ko je klic na vrsti, ga dobi prosti svetovalec; uporabnika pokličemo šele, ko se svetovalec oglasi.',
    'Če uporabnik ni dosegljiv, sistem poskusi znova po urniku. Kadar se oglasi odzivnik ali ste klicali sami, izberite »Ni dosežen, poskusi znova«. Povratni klic lahko vpišete ali končate tudi ročno.',
  ],
  line: [
    'Linija se odpira in zapira po delovnem času, praznikih in izjemah. Tu jo izredno odprete ali zaprete do izbranega časa.',
    'Ob izrednem zaprtju klicatelji slišijo odobreno besedilo s ponudbo povratnega klica ali sporočila. Kdor že čaka v vrsti, pride na vrsto.',
    'Po izteku časa ali s »Sledi delovnemu času« linija spet deluje po urniku.',
  ],
  reports: [
    'Mesečno poročilo se izdela samodejno prvo noč v mesecu in se pošlje naročniku. Za drugo obdobje ga izdelajte sami.',
    'V poročilu so opredelitve vseh številk, na primer kdaj je klic zgrešen in od kdaj teče čakanje.',
    'Seznam klicev je v poročilu in v datoteki CSV na strani Klici. Vsak prenos se zabeleži.',
  ],
  prompts: [
    'Odzivnik govori le odobrena besedila. Novo besedilo napišite kot osnutek, ga poslušajte in predlagajte.',
    'Predlog odobri ali zavrne druga oseba; zavrnitev ima pojasnilo. Odobreno besedilo velja že za naslednji klic.',
    'Namesto sintetiziranega glasu lahko naložite studijski posnetek (WAV ali MP3); glasnost se uskladi samodejno.',
  ],
  outbox: [
    'Tu so vsa sporočila državljanom in enotam s svojim stanjem. »Potrebuje pozornost« so tista, ki niso bila dostavljena.',
    'Sporočilo lahko odprete, pošljete znova ali označite, da ste osebo obvestili drugače. Vpogled se zabeleži.',
    'Dokler strežnik za pošto ali SMS ni nastavljen, sporočila počakajo tu in jih lahko preberete v celoti.',
  ],
  voiceMessages: [
    'Sporočila pustijo klicatelji, ki jih ni bilo mogoče sprejeti. Najstarejše odprto je najdlje brez odgovora.',
    'Poslušajte sporočilo, odgovorite klicatelju in zapišite, kaj je bilo storjeno. Šele nato je sporočilo zaključeno.',
    'Posnetki se izbrišejo po pravilih hrambe.',
  ],
} as const;
