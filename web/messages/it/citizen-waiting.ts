/** The board of waiting times (R3.6). */
export const citizenWaiting = {
  title: 'Tempi di attesa',
  lead: 'Per ogni servizio: quando e dove è libero il primo appuntamento. Gli orari liberi cambiano di continuo.',
  asOf: (moment: string) => `Situazione: ${moment}`,
  unit: 'Unità amministrativa',
  everywhere: 'tutte le unità amministrative',
  show: 'Mostra',
  table: 'Tempi di attesa per servizio',
  service: 'Servizio',
  first: 'Primo appuntamento libero',
  where: 'Dove',
  none: 'Al momento non ci sono appuntamenti liberi.',
  nothing: 'Questa unità amministrativa non ha servizi prenotabili online.',
  link: 'Tempi di attesa di tutti i servizi',
};
