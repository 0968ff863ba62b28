import type { Paper, citizenPapers as slovene } from '../sl/citizen-papers.ts';

export const citizenPapers: typeof slovene = {
  help: {
    title: 'Come prenotare',
    lead: 'L’appuntamento presso l’unità amministrativa si sceglie in cinque passi. Non servono né account né password.',
    parts: [
      {
        heading: 'I passi',
        content: [
          [
            'Scelga il servizio. Può scrivere una parola comune, per esempio «passaporto» o «patente».',
            'Scelga la sede. Scriva il codice postale o il nome della località e Le mostreremo le unità amministrative più vicine; può anche ordinarle secondo il primo orario libero. Può scegliere qualsiasi unità, non solo quella di residenza.',
            'Scelga il giorno e l’ora. Per la famiglia può scegliere insieme più visite per lo stesso servizio.',
            'Legga che cosa deve portare e inserisca il nome e un indirizzo e-mail o un numero di cellulare. Nel frattempo l’orario scelto resta riservato per alcuni minuti.',
            'L’appuntamento è confermato. La conferma con l’elenco dei documenti arriva per e-mail o SMS.',
          ],
        ],
      },
      {
        heading: 'Annullare e spostare',
        content: [
          'Ogni conferma contiene un link per annullare e uno per spostare l’appuntamento. Se non l’ha più, apra la pagina «Il mio appuntamento» e inserisca il numero di prenotazione e l’indirizzo e-mail o il numero di telefono indicati nella prenotazione.',
          'La preghiamo di annullare l’appuntamento che non Le serve: andrà subito a qualcun altro.',
        ],
      },
      {
        heading: 'Un appuntamento anticipato',
        content: [
          'Se il primo orario libero è lontano, lo prenoti e nella pagina dell’appuntamento ne chieda uno anticipato: può dire dove, in quali giorni e a che ora Le va bene. Quando se ne libera uno, glielo offriamo; finché non lo accetta, mantiene il Suo.',
        ],
      },
      {
        heading: 'Se qualcosa non va',
        content: [
          'Se durante la compilazione scade il tempo o l’orario va a qualcun altro, Le proponiamo altri orari liberi e i dati inseriti restano.',
          'Se la prenotazione online non fa per Lei, ci telefoni. Il numero è in fondo a ogni pagina; i nostri operatori prenotano gli stessi orari.',
        ],
      },
    ],
  } as Paper,
  accessibility: {
    title: 'Dichiarazione di accessibilità',
    lead: 'Ci impegniamo a rendere accessibile questo sito ai sensi della legge slovena sull’accessibilità dei siti web e delle applicazioni mobili (ZDSMA).',
    parts: [
      {
        heading: 'Stato di conformità',
        content: [
          'Le pagine di prenotazione sono realizzate secondo la norma EN 301 549 e le linee guida WCAG 2.1, livello AA. Secondo la nostra autovalutazione sono pienamente conformi.',
          'L’intera prenotazione si può fare con la tastiera, con un lettore di schermo, con ingrandimento del 400 %, su uno schermo largo 320 pixel e senza script. Nelle pagine non ci sono movimenti che non si possano disattivare e nulla è indicato soltanto dal colore.',
        ],
      },
      {
        heading: 'Contenuti non accessibili',
        content: [
          'Non ci risultano contenuti non accessibili in queste pagine. I siti delle unità amministrative a cui portano i link hanno dichiarazioni proprie.',
        ],
      },
      {
        heading: 'Redazione della dichiarazione',
        content: [
          'La dichiarazione è stata redatta il 22 novembre 2026 in base a un’autovalutazione: ogni pagina è verificata con prove automatiche (axe) nel browser, con la tastiera e alle larghezze di 320 e 1280 pixel.',
        ],
      },
      {
        heading: 'Segnalazioni e contatti',
        content: [
          'Se incontra un ostacolo, telefoni al numero in fondo alla pagina e descriva la pagina e l’ostacolo. Rispondiamo entro otto giorni lavorativi e possiamo prenotare subito la visita per telefono.',
        ],
      },
      {
        heading: 'Procedura di attuazione',
        content: [
          'Se la risposta non La soddisfa, può rivolgersi all’ispettorato che nella Repubblica di Slovenia vigila sull’attuazione della legge (ZDSMA).',
        ],
      },
    ],
  } as Paper,
  privacy: {
    title: 'Informativa sulla protezione dei dati personali',
    lead: 'Per la prenotazione trattiamo solo i dati necessari alla visita e solo a questo scopo (Regolamento generale sulla protezione dei dati e ZVOP-2).',
    parts: [
      {
        heading: 'Chi è responsabile',
        content: [
          'Titolare del trattamento è l’unità amministrativa presso cui prenota. Per suo conto i dati sono trattati dal fornitore del servizio UeNaročanje.',
        ],
      },
      {
        heading: 'Quali dati trattiamo e perché',
        content: [
          [
            'Nome e cognome: perché l’unità amministrativa La riconosca.',
            'Indirizzo e-mail o numero di cellulare: per la conferma, il promemoria e gli avvisi di modifica di questa visita. È necessario indicarne almeno uno.',
            'La nota, se la scrive.',
            'Servizio, luogo e ora della visita e quando è stata prenotata, spostata o annullata.',
            'La versione di questa informativa e l’ora del Suo consenso.',
          ],
          'La base giuridica è il Suo consenso (articolo 6, paragrafo 1, lettera a, del Regolamento generale). Può revocarlo annullando l’appuntamento o cancellando i dati.',
        ],
      },
      {
        heading: 'Che cosa non facciamo',
        content: [
          [
            'Non trasmettiamo i dati a terzi e non li usiamo per altri scopi.',
            'Le pagine non contengono contenuti, caratteri o conteggi di visite di terzi.',
            'Usiamo un solo cookie, necessario per una prenotazione sicura. Viene cancellato alla chiusura del browser.',
            'Il luogo che scrive, o che su Sua richiesta indica il browser, serve solo a calcolare le distanze e non viene conservato.',
          ],
        ],
      },
      {
        heading: 'Per quanto tempo li conserviamo',
        content: [
          'Nome, contatto e nota vengono cancellati automaticamente dopo la visita, allo scadere del periodo fissato dal titolare. Restano solo dati statistici, dai quali nessuno è riconoscibile.',
        ],
      },
      {
        heading: 'I Suoi diritti',
        content: [
          'Nella pagina del Suo appuntamento può in ogni momento vedere, scaricare e cancellare i Suoi dati e annullare l’appuntamento. Può chiedere anche la rettifica o la limitazione del trattamento. Si rivolga all’unità amministrativa o ci telefoni.',
          'Può presentare reclamo al Commissario per l’informazione della Repubblica di Slovenia.',
        ],
      },
    ],
  } as Paper,
  version: (version) => `Versione dell’informativa: ${version}`,
};
