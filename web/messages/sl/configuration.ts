/** What of the configuration does not fit: where it stands, and what would fit there. */
export const configuration = {
  refusedChange: (problems: string) =>
    `Spremembe nismo shranili, ker je klicna linija ne bi mogla uporabljati. ${problems}`,
  refused: (moment: string) =>
    `Spremenjene nastavitve linije niso v uporabi od ${moment}. Linija dela po prejšnjih, dokler jih ne popravite:`,
  warning: 'Nekaj v nastavitvah linije ne deluje, kot piše:',
  expected: (place: string, expected: string) => `${place}: pričakovano: ${expected}.`,
  places: {
    agentSkill: (agent: string, skill: string) => `Znanje »${skill}« (${agent})`,
    queueSkill: (queue: string, skill: string) => `Znanje »${skill}« čakalne vrste »${queue}«`,
    rule: (queue: string, rule: string) => `Pravilo preliva »${rule}« čakalne vrste »${queue}«`,
    widening: (queue: string) => `Popuščanje zahtev čakalne vrste »${queue}«`,
    exception: (date: string) => `Izjema delovnega časa ${date}`,
    contactHours: (contact: string) => `Ure zunanje številke »${contact}«`,
    prompt: (prompt: string, language: string) => `Besedilo »${prompt}« (${language})`,
    node: (node: string) => `Korak poteka klica »${node}«`,
    topic: (topic: string) => `Tema klica »${topic}«`,
    openingRule: 'Delovni čas linije',
    setting: (setting: string) => `Nastavitev »${setting}«`,
  },
  fits: {
    location: (list: string) => `ena od lokacij: ${list}`,
    language: (list: string) => `eden od jezikov: ${list}`,
    queue: (list: string) => `ena od čakalnih vrst: ${list}`,
    disposition: (list: string) => `ena od vrst klica: ${list}`,
    contact: (list: string) => `ena od zunanjih številk: ${list}`,
    prompt: 'odobreno besedilo, ker ga potek klica izgovori',
    ownName: 'ime, ki ga nima nobeno drugo pravilo vrste',
    trunk: (list: string) => `eden od vodov: ${list}`,
    outboundSide: (trunk: string) =>
      `odhodna smer voda »${trunk}«, brez katere linija ne pokliče nobene zunanje številke`,
    outbound: 'nastavitev »outbound«, brez katere nikogar ne pokličemo nazaj',
    callbacks: 'nastavitvi »callbacks« in »outbound«, brez katerih povratnega klica ne ponudimo',
    messages: 'korak poteka klica, ki sprejema govorna sporočila',
    skilledAgent: (level: string) => `svetovalec, ki to zna vsaj s stopnjo ${level}`,
    closedOffer: 'povratni klic ali govorno sporočilo, ko je linija zaprta',
    openTime: 'čas, ko je linija odprta; zdaj je zaprta vedno',
    other: (expected: string) => `»${expected}«`,
  },
};
