/** What of the configuration does not fit: where it stands, and what would fit there. */
export const configuration = {
  refusedChange: (problems: string) =>
    `Spremembe nismo shranili, ker je klicna linija ne bi mogla uporabljati. ${problems}`,
  refused: (moment: string) =>
    `Spremenjene nastavitve linije niso v uporabi od ${moment}. Linija dela po prejšnjih, dokler jih ne popravite:`,
  expected: (place: string, expected: string) => `${place}: pričakovano je ${expected}.`,
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
    other: (expected: string) => `»${expected}«`,
  },
};
