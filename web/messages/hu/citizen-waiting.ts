/** The board of waiting times (R3.6). */
export const citizenWaiting = {
  title: 'Várakozási idők',
  lead: 'Minden szolgáltatáshoz: mikor és hol van az első szabad időpont. A szabad időpontok folyamatosan változnak.',
  asOf: (moment: string) => `Állapot: ${moment}`,
  unit: 'Közigazgatási egység',
  everywhere: 'minden közigazgatási egység',
  show: 'Mutat',
  table: 'Várakozási idők szolgáltatásonként',
  service: 'Szolgáltatás',
  first: 'Első szabad időpont',
  where: 'Hol',
  none: 'Jelenleg nincs szabad időpont.',
  nothing: 'Ennél a közigazgatási egységnél nincs interneten foglalható szolgáltatás.',
  link: 'Minden szolgáltatás várakozási ideje',
};
