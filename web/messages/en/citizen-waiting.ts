/** The board of waiting times (R3.6). */
export const citizenWaiting = {
  title: 'Waiting times',
  lead: 'For each service: when and where the first free appointment is. Free times change all the time.',
  asOf: (moment: string) => `As of ${moment}`,
  unit: 'Administrative unit',
  everywhere: 'all administrative units',
  show: 'Show',
  table: 'Waiting times by service',
  service: 'Service',
  first: 'First free appointment',
  where: 'Where',
  none: 'No free appointments at the moment.',
  nothing: 'This administrative unit has no services that can be booked online.',
  link: 'Waiting times of all services',
};
