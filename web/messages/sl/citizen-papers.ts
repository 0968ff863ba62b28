/** Help, statement of accessibility, privacy notice. A paragraph is a string; a list of strings is a list. */
export type Paper = {
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly { readonly heading: string; readonly content: readonly (string | readonly string[])[] }[];
};

export const citizenPapers = {
  help: {
    title: 'Kako se naročim',
    lead: 'Termin na upravni enoti izberete v petih korakih. Računalniškega znanja, računa ali gesla ne potrebujete.',
    parts: [
      {
        heading: 'Koraki',
        content: [
          [
            'Izberite storitev. V iskalnik lahko vpišete kar navadno besedo, na primer »osebna« ali »vozniško«.',
            'Izberite kraj. Vpišite poštno številko ali ime kraja in pokazali vam bomo najbližje upravne enote; lahko jih razvrstite tudi po prvem prostem terminu. Izberete lahko katero koli upravno enoto, ne samo domačo.',
            'Izberite dan in uro. Za družino lahko hkrati izberete več obiskov za isto storitev.',
            'Preberite, kaj morate prinesti s seboj, in vpišite ime ter e-poštni naslov ali številko mobilnega telefona. Izbrani termin vam medtem nekaj minut varujemo.',
            'Termin je potrjen. Potrdilo s seznamom dokumentov prejmete po e-pošti ali SMS-u.',
          ],
        ],
      },
      {
        heading: 'Odpoved in prestavitev',
        content: [
          'V vsakem potrdilu sta povezavi za odpoved in za prestavitev. Če potrdila nimate več, odprite stran »Moj termin« ter vpišite številko naročila in e-poštni naslov ali številko telefona, ki ste ju navedli pri naročanju.',
          'Prosimo, odpovejte termin, ki ga ne potrebujete: takoj ga dobi nekdo drug.',
        ],
      },
      {
        heading: 'Prej prost termin',
        content: [
          'Če je prvi prosti termin daleč, se naročite nanj in na strani termina označite, da želite zgodnejšega: poveste lahko, kje, ob katerih dneh in kdaj v dnevu vam ustreza. Ko se kakšen sprosti, vam ga ponudimo; dokler ponudbe ne sprejmete, obdržite svojega.',
        ],
      },
      {
        heading: 'Če se kaj zaplete',
        content: [
          'Če se vam med izpolnjevanjem izteče čas ali termin dobi nekdo drug, vam predlagamo druge proste termine, vpisani podatki pa ostanejo.',
          'Če vam spletno naročanje ne ustreza, nas pokličite. Številka je na dnu vsake strani; svetovalci vas naročijo na enake termine.',
        ],
      },
    ],
  } as Paper,
  accessibility: {
    title: 'Izjava o dostopnosti',
    lead: 'Zavezujemo se, da je to spletišče dostopno v skladu z Zakonom o dostopnosti spletišč in mobilnih aplikacij (ZDSMA).',
    parts: [
      {
        heading: 'Stopnja skladnosti',
        content: [
          'Strani za naročanje so izdelane po standardu EN 301 549 in smernicah WCAG 2.1, raven AA. Po samooceni so z njimi v celoti skladne.',
          'Vso pot naročanja je mogoče opraviti s tipkovnico, z bralnikom zaslona, pri 400-odstotni povečavi, na zaslonu širine 320 slikovnih točk in brez skriptov. Strani ne uporabljajo gibanja, ki ga ne bi mogli izklopiti, in ne pomenijo ničesar samo z barvo.',
        ],
      },
      {
        heading: 'Nedostopna vsebina',
        content: [
          'Ni nam znana nobena vsebina teh strani, ki ne bi bila dostopna. Spletišča upravnih enot, na katera kažejo povezave, imajo svoje izjave.',
        ],
      },
      {
        heading: 'Priprava izjave',
        content: [
          'Izjava je bila pripravljena 22. novembra 2026 na podlagi samoocene: vsaka stran je preverjena s samodejnimi preizkusi (axe) v brskalniku, s tipkovnico ter pri širinah 320 in 1280 slikovnih točk.',
        ],
      },
      {
        heading: 'Povratne informacije in stik',
        content: [
          'Če naletite na oviro, nas pokličite na številko na dnu strani. Opišite stran in oviro. Odgovorimo v osmih delovnih dneh, obisk pa vam lahko takoj rezerviramo po telefonu.',
        ],
      },
      {
        heading: 'Postopek uveljavljanja',
        content: [
          'Če z odgovorom niste zadovoljni, lahko podate prijavo inšpekciji za informacijsko družbo, ki nadzira izvajanje ZDSMA.',
        ],
      },
    ],
  } as Paper,
  privacy: {
    title: 'Obvestilo o varstvu osebnih podatkov',
    lead: 'Pri naročanju obdelujemo samo podatke, ki jih potrebujemo za vaš obisk, in samo v ta namen (Splošna uredba o varstvu podatkov in ZVOP-2).',
    parts: [
      {
        heading: 'Kdo je odgovoren',
        content: [
          'Upravljavec podatkov je upravna enota, na katero se naročite. V njenem imenu jih obdeluje izvajalec storitve UeNaročanje.',
        ],
      },
      {
        heading: 'Katere podatke obdelujemo in zakaj',
        content: [
          [
            'Ime in priimek: da vas na upravni enoti prepoznajo.',
            'E-poštni naslov oziroma številka mobilnega telefona: za potrdilo, opomnik in sporočila o spremembah tega obiska. Navesti morate vsaj enega.',
            'Opomba, če jo napišete.',
            'Storitev, kraj in čas obiska ter zapis o tem, kdaj je bil obisk naročen, prestavljen ali odpovedan.',
            'Različica tega obvestila in čas vaše privolitve.',
          ],
          'Pravna podlaga je vaša privolitev (točka (a) prvega odstavka 6. člena Splošne uredbe). Privolitev lahko prekličete tako, da obisk odpoveste ali podatke izbrišete.',
        ],
      },
      {
        heading: 'Česa ne delamo',
        content: [
          [
            'Podatkov ne posredujemo tretjim osebam in jih ne uporabljamo za druge namene.',
            'Strani ne vključujejo vsebin, pisav ali štetja obiskov tretjih strank.',
            'Uporabljamo samo en piškotek, ki je potreben za varno naročanje. Izbrisan je, ko zaprete brskalnik.',
            'Kraj, ki ga vpišete ali ga po vaši želji pove brskalnik, uporabimo samo za izračun razdalje in ga ne shranimo.',
          ],
        ],
      },
      {
        heading: 'Kako dolgo jih hranimo',
        content: [
          'Ime, stik in opombo po obisku samodejno izbrišemo po roku, ki ga določi upravljavec. Potem ostanejo le podatki za statistiko, iz katerih vas ni mogoče prepoznati.',
        ],
      },
      {
        heading: 'Vaše pravice',
        content: [
          'Na strani svojega termina lahko svoje podatke kadar koli pogledate, prenesete in izbrišete ter obisk odpoveste. Zahtevate lahko tudi popravek ali omejitev obdelave. Obrnite se na upravno enoto ali nas pokličite.',
          'Pritožite se lahko pri Informacijskem pooblaščencu Republike Slovenije.',
        ],
      },
    ],
  } as Paper,
  version: (version: string) => `Različica obvestila: ${version}`,
};
