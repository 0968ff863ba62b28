import type { ShippedTemplates } from './shipped.ts';

/** The shipped words in Italian. */
export const it: ShippedTemplates = {
  footer: 'Questo messaggio è stato inviato automaticamente. Si prega di non rispondere.',
  templates: {
    bookingConfirmed: {
      email: {
        subject: 'Appuntamento confermato: {service}, {when}',
        body: `Buongiorno,

{count: il Suo appuntamento è confermato.|i Suoi appuntamenti sono confermati.}

{visits}

Se l’appuntamento non Le serve più, La preghiamo di annullarlo, in modo che possa usarlo qualcun altro.`,
      },
      sms: [
        '{count: Appuntamento confermato|Appuntamenti confermati}: {service}, {when}, {place}. {count: Numero|Numeri} di prenotazione {reference}. Modifica o annullamento: {link}',
        '{count: Appuntamento confermato|Appuntamenti confermati}: {when}, {place}. {count: Numero|Numeri} di prenotazione {reference}. Dettagli: {link}',
        'Appuntamento {when}: {link}',
      ],
    },
    bookingCancelled: {
      email: {
        subject: 'Appuntamento annullato: {service}, {when}',
        body: `Buongiorno,

{by: il Suo appuntamento è stato annullato come richiesto.|purtroppo l’unità amministrativa ha dovuto annullare il Suo appuntamento.}

{reason}

{visit}

[Prenota un nuovo appuntamento]({book})`,
      },
      sms: [
        "{by: Il Suo appuntamento è annullato|L'unità amministrativa ha dovuto annullare il Suo appuntamento}: {service}, {when}, {place}. Nuovo appuntamento: {book}",
        'Appuntamento {when} annullato. Nuovo appuntamento: {book}',
      ],
    },
    bookingMoved: {
      email: {
        subject: 'Nuovo appuntamento: {service}, {when}',
        body: `Buongiorno,

{by: il Suo appuntamento è stato spostato come richiesto.|l’unità amministrativa ha spostato il Suo appuntamento.} Quello precedente ({earlier}, {earlierPlace}) non è più valido.

{reason}

{visit}`,
      },
      sms: [
        'Nuovo appuntamento: {service}, {when}, {place}. Quello precedente ({earlier}) non è più valido. {link}',
        'Nuovo appuntamento: {when}, {place}. Quello precedente non è più valido. {link}',
        'Nuovo appuntamento {when}: {link}',
      ],
    },
    reminder: {
      email: {
        subject: 'Promemoria: {service}, {when}',
        body: `Buongiorno,

{count: Le ricordiamo il Suo appuntamento.|Le ricordiamo i Suoi appuntamenti.}

{visits}

Se non può venire, La preghiamo di annullare l’appuntamento.`,
      },
      sms: [
        'Promemoria: {service}, {when}, {place}{count:|, {number} appuntamenti}. Modifica o annullamento: {link}',
        'Promemoria appuntamento: {when}, {place}{count:|, {number} appuntamenti}. {link}',
        'Promemoria: {when}. {link}',
      ],
    },
    handOver: {
      email: {
        subject: 'Completi la prenotazione: {service}, {when}',
        body: `Buongiorno,

teniamo per Lei un appuntamento fino a {until}. La preghiamo di leggere le informazioni, dare il consenso e completare la prenotazione:

[Completa la prenotazione]({finish})

{visit}

Se non la completa, l’appuntamento tornerà libero.`,
      },
      sms: [
        'Appuntamento {when}, {place}, riservato fino a {until}. Completi la prenotazione: {finish}',
        'Appuntamento riservato fino a {until}. Completi la prenotazione: {finish}',
      ],
    },
    waitlistJoined: {
      email: {
        subject: 'In attesa di un appuntamento anticipato: {service}',
        body: `Buongiorno,

se si libera un appuntamento prima di quello attuale ({current}), La avviseremo. L’appuntamento attuale resta valido.

Se non desidera più un appuntamento anticipato: [Esci dalla lista d’attesa]({leave})`,
      },
      sms: ['Se si libera un appuntamento prima di {current}, La avviseremo. Per uscire dalla lista: {leave}'],
    },
    waitlistOffer: {
      email: {
        subject: 'Si è liberato un appuntamento anticipato: {when}',
        body: `Buongiorno,

si è liberato un appuntamento prima del Suo ({current}). L’offerta è valida fino a {until}.

{visit}

[Desidero questo appuntamento]({accept})

[Mantengo l’appuntamento attuale]({decline})

Se non decide, l’appuntamento attuale resta valido.`,
      },
      sms: [
        'Si è liberato un appuntamento anticipato: {when}, {place}. Valido fino a {until}: {accept}',
        'Appuntamento anticipato {when}, valido fino a {until}: {accept}',
      ],
    },
    evacuationProposal: {
      email: {
        subject: 'Il Suo appuntamento deve cambiare: {service}, {when}',
        body: `Buongiorno,

purtroppo il Suo appuntamento del {when} ({place}) non può avere luogo. {proposed: Gliene proponiamo un altro:|La preghiamo di sceglierne un altro:}

{reason}

{offer}

La preghiamo di decidere entro: {until}. Numero di prenotazione: {reference}.`,
      },
      sms: [
        'Il Suo appuntamento {when}, {place}, non può avere luogo. {proposed: Proponiamo {newWhen}, {newPlace}. Confermi entro {until}: {accept}|Ne scelga un altro entro {until}: {choose}}',
        'Appuntamento {when} soppresso. {proposed: Proponiamo {newWhen}, {newPlace}. Conferma: {accept}|Scelga un nuovo appuntamento: {choose}}',
      ],
    },
    visitLink: {
      email: {
        subject: 'Il link alla Sua prenotazione',
        body: `Buongiorno,

ecco {count: il Suo appuntamento.|i Suoi appuntamenti.}

{visits}

Se non ha chiesto questo link, può ignorare il messaggio.`,
      },
      sms: ['La Sua prenotazione: {link}'],
    },
    dataErased: {
      email: {
        subject: 'I Suoi dati sono stati cancellati',
        body: `Buongiorno,

come da Sua richiesta abbiamo cancellato nome, contatto e nota {count: dell’appuntamento numero|degli appuntamenti numero} {references}. {cancelled: In questa prenotazione non c’erano appuntamenti futuri.|Gli appuntamenti futuri di questa prenotazione sono stati annullati.}

Restano soltanto il servizio, il luogo e l’ora, che ci servono per le statistiche e dai quali non è possibile riconoscerLa. I link all’appuntamento non funzionano più. Anche l’indirizzo a cui è stato inviato questo messaggio è stato poi cancellato.

Se non è stato Lei a chiederlo, La preghiamo di telefonarci al più presto.`,
      },
      sms: ['I Suoi dati (n. {references}) sono stati cancellati. Se non li ha fatti cancellare Lei, ci telefoni.'],
    },
    verificationCode: {
      email: {
        subject: 'Codice di verifica: {code}',
        body: `Buongiorno,

il Suo codice di verifica è {code}. È valido fino alle ore {until}.

Se non ha chiesto un codice, può ignorare il messaggio. Non comunichi il codice a nessuno.`,
      },
      sms: ['Codice di verifica: {code}. Valido fino alle ore {until}. Non lo comunichi a nessuno.'],
    },
    unitNotification: {
      email: {
        subject: '{change: Nuova visita|Visita annullata|Visita spostata}: {service}, {when}',
        body: `{change: È stata prenotata una nuova visita.|Una visita è stata annullata.|Una visita è stata spostata.}

{visit}

{citizen}

[Programma del giorno]({day})`,
      },
      sms: [],
    },
    unitDailyList: {
      email: {
        subject: 'Visite prenotate: {place}, {day}',
        body: `{place}, {day}: {number} {count: visita prenotata|visite prenotate}.

{entries}

[Programma del giorno]({page})`,
      },
      sms: [],
    },
  },
};
