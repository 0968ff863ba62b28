/**
 * What a Slovene speaker expects to hear, written out (R1.8): no rule of the implementation stands behind these
 * lists. Checked by eye; to be read aloud when in doubt.
 */
const list = (text: string): readonly string[] => text.split(',').map((item) => item.trim());

/** 0 to 100, as counted and with feminine nouns. */
export const feminineCardinals = list(`
nič, ena, dve, tri, štiri, pet, šest, sedem, osem, devet,
deset, enajst, dvanajst, trinajst, štirinajst, petnajst, šestnajst, sedemnajst, osemnajst, devetnajst,
dvajset, enaindvajset, dvaindvajset, triindvajset, štiriindvajset, petindvajset, šestindvajset, sedemindvajset, osemindvajset, devetindvajset,
trideset, enaintrideset, dvaintrideset, triintrideset, štiriintrideset, petintrideset, šestintrideset, sedemintrideset, osemintrideset, devetintrideset,
štirideset, enainštirideset, dvainštirideset, triinštirideset, štiriinštirideset, petinštirideset, šestinštirideset, sedeminštirideset, oseminštirideset, devetinštirideset,
petdeset, enainpetdeset, dvainpetdeset, triinpetdeset, štiriinpetdeset, petinpetdeset, šestinpetdeset, sedeminpetdeset, oseminpetdeset, devetinpetdeset,
šestdeset, enainšestdeset, dvainšestdeset, triinšestdeset, štiriinšestdeset, petinšestdeset, šestinšestdeset, sedeminšestdeset, oseminšestdeset, devetinšestdeset,
sedemdeset, enainsedemdeset, dvainsedemdeset, triinsedemdeset, štiriinsedemdeset, petinsedemdeset, šestinsedemdeset, sedeminsedemdeset, oseminsedemdeset, devetinsedemdeset,
osemdeset, enainosemdeset, dvainosemdeset, triinosemdeset, štiriinosemdeset, petinosemdeset, šestinosemdeset, sedeminosemdeset, oseminosemdeset, devetinosemdeset,
devetdeset, enaindevetdeset, dvaindevetdeset, triindevetdeset, štiriindevetdeset, petindevetdeset, šestindevetdeset, sedemindevetdeset, osemindevetdeset, devetindevetdeset,
sto
`);

/** 1 to 100: "Vaše mesto v vrsti je ...". */
export const neuterOrdinals = list(`
prvo, drugo, tretje, četrto, peto, šesto, sedmo, osmo, deveto, deseto,
enajsto, dvanajsto, trinajsto, štirinajsto, petnajsto, šestnajsto, sedemnajsto, osemnajsto, devetnajsto, dvajseto,
enaindvajseto, dvaindvajseto, triindvajseto, štiriindvajseto, petindvajseto, šestindvajseto, sedemindvajseto, osemindvajseto, devetindvajseto, trideseto,
enaintrideseto, dvaintrideseto, triintrideseto, štiriintrideseto, petintrideseto, šestintrideseto, sedemintrideseto, osemintrideseto, devetintrideseto, štirideseto,
enainštirideseto, dvainštirideseto, triinštirideseto, štiriinštirideseto, petinštirideseto, šestinštirideseto, sedeminštirideseto, oseminštirideseto, devetinštirideseto, petdeseto,
enainpetdeseto, dvainpetdeseto, triinpetdeseto, štiriinpetdeseto, petinpetdeseto, šestinpetdeseto, sedeminpetdeseto, oseminpetdeseto, devetinpetdeseto, šestdeseto,
enainšestdeseto, dvainšestdeseto, triinšestdeseto, štiriinšestdeseto, petinšestdeseto, šestinšestdeseto, sedeminšestdeseto, oseminšestdeseto, devetinšestdeseto, sedemdeseto,
enainsedemdeseto, dvainsedemdeseto, triinsedemdeseto, štiriinsedemdeseto, petinsedemdeseto, šestinsedemdeseto, sedeminsedemdeseto, oseminsedemdeseto, devetinsedemdeseto, osemdeseto,
enainosemdeseto, dvainosemdeseto, triinosemdeseto, štiriinosemdeseto, petinosemdeseto, šestinosemdeseto, sedeminosemdeseto, oseminosemdeseto, devetinosemdeseto, devetdeseto,
enaindevetdeseto, dvaindevetdeseto, triindevetdeseto, štiriindevetdeseto, petindevetdeseto, šestindevetdeseto, sedemindevetdeseto, osemindevetdeseto, devetindevetdeseto, stoto
`);

/** 0 to 120: "Predvideni čas čakanja je ...". */
export const minutesInNominative = list(`
nič minut, ena minuta, dve minuti, tri minute, štiri minute, pet minut, šest minut, sedem minut, osem minut, devet minut,
deset minut, enajst minut, dvanajst minut, trinajst minut, štirinajst minut, petnajst minut, šestnajst minut, sedemnajst minut, osemnajst minut, devetnajst minut,
dvajset minut, enaindvajset minut, dvaindvajset minut, triindvajset minut, štiriindvajset minut, petindvajset minut, šestindvajset minut, sedemindvajset minut, osemindvajset minut, devetindvajset minut,
trideset minut, enaintrideset minut, dvaintrideset minut, triintrideset minut, štiriintrideset minut, petintrideset minut, šestintrideset minut, sedemintrideset minut, osemintrideset minut, devetintrideset minut,
štirideset minut, enainštirideset minut, dvainštirideset minut, triinštirideset minut, štiriinštirideset minut, petinštirideset minut, šestinštirideset minut, sedeminštirideset minut, oseminštirideset minut, devetinštirideset minut,
petdeset minut, enainpetdeset minut, dvainpetdeset minut, triinpetdeset minut, štiriinpetdeset minut, petinpetdeset minut, šestinpetdeset minut, sedeminpetdeset minut, oseminpetdeset minut, devetinpetdeset minut,
šestdeset minut, enainšestdeset minut, dvainšestdeset minut, triinšestdeset minut, štiriinšestdeset minut, petinšestdeset minut, šestinšestdeset minut, sedeminšestdeset minut, oseminšestdeset minut, devetinšestdeset minut,
sedemdeset minut, enainsedemdeset minut, dvainsedemdeset minut, triinsedemdeset minut, štiriinsedemdeset minut, petinsedemdeset minut, šestinsedemdeset minut, sedeminsedemdeset minut, oseminsedemdeset minut, devetinsedemdeset minut,
osemdeset minut, enainosemdeset minut, dvainosemdeset minut, triinosemdeset minut, štiriinosemdeset minut, petinosemdeset minut, šestinosemdeset minut, sedeminosemdeset minut, oseminosemdeset minut, devetinosemdeset minut,
devetdeset minut, enaindevetdeset minut, dvaindevetdeset minut, triindevetdeset minut, štiriindevetdeset minut, petindevetdeset minut, šestindevetdeset minut, sedemindevetdeset minut, osemindevetdeset minut, devetindevetdeset minut,
sto minut, sto ena minuta, sto dve minuti, sto tri minute, sto štiri minute, sto pet minut, sto šest minut, sto sedem minut, sto osem minut, sto devet minut,
sto deset minut, sto enajst minut, sto dvanajst minut, sto trinajst minut, sto štirinajst minut, sto petnajst minut, sto šestnajst minut, sto sedemnajst minut, sto osemnajst minut, sto devetnajst minut,
sto dvajset minut
`);

/** 1 to 60 in the genitive: "od ... do ... minut". */
export const feminineGenitives = list(`
ene, dveh, treh, štirih, petih, šestih, sedmih, osmih, devetih, desetih,
enajstih, dvanajstih, trinajstih, štirinajstih, petnajstih, šestnajstih, sedemnajstih, osemnajstih, devetnajstih, dvajsetih,
enaindvajsetih, dvaindvajsetih, triindvajsetih, štiriindvajsetih, petindvajsetih, šestindvajsetih, sedemindvajsetih, osemindvajsetih, devetindvajsetih, tridesetih,
enaintridesetih, dvaintridesetih, triintridesetih, štiriintridesetih, petintridesetih, šestintridesetih, sedemintridesetih, osemintridesetih, devetintridesetih, štiridesetih,
enainštiridesetih, dvainštiridesetih, triinštiridesetih, štiriinštiridesetih, petinštiridesetih, šestinštiridesetih, sedeminštiridesetih, oseminštiridesetih, devetinštiridesetih, petdesetih,
enainpetdesetih, dvainpetdesetih, triinpetdesetih, štiriinpetdesetih, petinpetdesetih, šestinpetdesetih, sedeminpetdesetih, oseminpetdesetih, devetinpetdesetih, šestdesetih
`);

/** 0 to 23. */
export const hours = list(`
opolnoči, ob enih, ob dveh, ob treh, ob štirih, ob petih, ob šestih, ob sedmih, ob osmih, ob devetih, ob desetih, ob enajstih,
ob dvanajstih, ob trinajstih, ob štirinajstih, ob petnajstih, ob šestnajstih, ob sedemnajstih, ob osemnajstih, ob devetnajstih,
ob dvajsetih, ob enaindvajsetih, ob dvaindvajsetih, ob triindvajsetih
`);

/** 1 to 59, after the hour: "ob osmih ...". */
export const minutesAfterTheHour = list(`
in eno minuto, in dve minuti, in tri minute, in štiri minute, in pet minut, in šest minut, in sedem minut, in osem minut,
in devet minut, in deset minut, in enajst minut, in dvanajst minut, in trinajst minut, in štirinajst minut, in petnajst minut,
in šestnajst minut, in sedemnajst minut, in osemnajst minut, in devetnajst minut, in dvajset minut, in enaindvajset minut,
in dvaindvajset minut, in triindvajset minut, in štiriindvajset minut, in petindvajset minut, in šestindvajset minut,
in sedemindvajset minut, in osemindvajset minut, in devetindvajset minut, in trideset minut, in enaintrideset minut,
in dvaintrideset minut, in triintrideset minut, in štiriintrideset minut, in petintrideset minut, in šestintrideset minut,
in sedemintrideset minut, in osemintrideset minut, in devetintrideset minut, in štirideset minut, in enainštirideset minut,
in dvainštirideset minut, in triinštirideset minut, in štiriinštirideset minut, in petinštirideset minut,
in šestinštirideset minut, in sedeminštirideset minut, in oseminštirideset minut, in devetinštirideset minut,
in petdeset minut, in enainpetdeset minut, in dvainpetdeset minut, in triinpetdeset minut, in štiriinpetdeset minut,
in petinpetdeset minut, in šestinpetdeset minut, in sedeminpetdeset minut, in oseminpetdeset minut, in devetinpetdeset minut
`);

/** Monday to Sunday. */
export const onWeekday = list(`v ponedeljek, v torek, v sredo, v četrtek, v petek, v soboto, v nedeljo`);

/** 1 to 31. */
export const dayGenitives = list(`
prvega, drugega, tretjega, četrtega, petega, šestega, sedmega, osmega, devetega, desetega, enajstega, dvanajstega, trinajstega,
štirinajstega, petnajstega, šestnajstega, sedemnajstega, osemnajstega, devetnajstega, dvajsetega, enaindvajsetega,
dvaindvajsetega, triindvajsetega, štiriindvajsetega, petindvajsetega, šestindvajsetega, sedemindvajsetega, osemindvajsetega,
devetindvajsetega, tridesetega, enaintridesetega
`);

/** January to December. */
export const monthGenitives = list(`
januarja, februarja, marca, aprila, maja, junija, julija, avgusta, septembra, oktobra, novembra, decembra
`);
