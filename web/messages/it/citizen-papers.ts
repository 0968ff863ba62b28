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
            'Scegliete il servizio. Potete scrivere una parola comune, per esempio «passaporto» o «patente».',
            'Scegliete il luogo. Scrivete il codice postale o il nome della località e vi mostreremo le unità amministrative più vicine; potete anche ordinarle secondo il primo termine libero. Potete scegliere qualsiasi unità, non solo quella di residenza.',
            'Scegliete il giorno e l’ora. Per la famiglia potete scegliere insieme più visite per lo stesso servizio.',
            'Leggete che cosa dovete portare e inserite il nome e un indirizzo e-mail o un numero di cellulare. Nel frattempo il termine scelto resta riservato per alcuni minuti.',
            'L’appuntamento è confermato. La conferma con l’elenco dei documenti arriva per e-mail o SMS.',
          ],
        ],
      },
      {
        heading: 'Disdire e spostare',
        content: [
          'Ogni conferma contiene un link per disdire e uno per spostare l’appuntamento. Se non l’avete più, aprite la pagina «Il mio appuntamento» e inserite il numero dell’appuntamento e l’indirizzo e-mail o il numero di telefono indicati nella prenotazione.',
          'Vi preghiamo di disdire l’appuntamento che non vi serve: andrà subito a qualcun altro.',
        ],
      },
      {
        heading: 'Un termine anticipato',
        content: [
          'Se il primo termine libero è lontano, prenotatelo e nella pagina dell’appuntamento chiedetene uno anticipato. Quando se ne libera uno, ve lo offriamo; finché non lo accettate, mantenete il vostro.',
        ],
      },
      {
        heading: 'Se qualcosa non va',
        content: [
          'Se durante la compilazione scade il tempo o il termine va a qualcun altro, vi proponiamo altri termini liberi e i dati inseriti restano.',
          'Se la prenotazione online non fa per voi, telefonateci. Il numero è in fondo a ogni pagina; i nostri consulenti prenotano gli stessi termini.',
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
          'Se incontrate un ostacolo, telefonate al numero in fondo alla pagina e descrivete la pagina e l’ostacolo. Rispondiamo entro otto giorni lavorativi e possiamo prenotare subito la visita per telefono.',
        ],
      },
      {
        heading: 'Procedura di attuazione',
        content: [
          'Se la risposta non vi soddisfa, potete rivolgervi all’ispettorato che nella Repubblica di Slovenia vigila sull’attuazione della legge (ZDSMA).',
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
          'Titolare del trattamento è l’unità amministrativa presso cui prenotate. Per suo conto i dati sono trattati dal fornitore del servizio UeNaročanje.',
        ],
      },
      {
        heading: 'Quali dati trattiamo e perché',
        content: [
          [
            'Nome e cognome: perché l’unità amministrativa vi riconosca.',
            'Indirizzo e-mail o numero di cellulare: per la conferma, il promemoria e gli avvisi di modifica di questa visita. È necessario indicarne almeno uno.',
            'La nota, se la scrivete.',
            'Servizio, luogo e ora della visita e quando è stata prenotata, spostata o disdetta.',
            'La versione di questa informativa e l’ora del vostro consenso.',
          ],
          'La base giuridica è il vostro consenso (articolo 6, paragrafo 1, lettera a, del Regolamento generale). Potete revocarlo disdicendo la visita o chiedendo la cancellazione dei dati.',
        ],
      },
      {
        heading: 'Che cosa non facciamo',
        content: [
          [
            'Non trasmettiamo i dati a terzi e non li usiamo per altri scopi.',
            'Le pagine non contengono contenuti, caratteri o conteggi di visite di terzi.',
            'Usiamo un solo cookie, necessario per una prenotazione sicura. Viene cancellato alla chiusura del browser.',
            'Il luogo che scrivete, o che su vostra richiesta indica il browser, serve solo a calcolare le distanze e non viene conservato.',
          ],
        ],
      },
      {
        heading: 'Per quanto tempo li conserviamo',
        content: [
          'Nome, contatto e nota vengono cancellati automaticamente dopo la visita, allo scadere del termine fissato dal titolare. Restano solo dati statistici, dai quali nessuno è riconoscibile.',
        ],
      },
      {
        heading: 'I vostri diritti',
        content: [
          'Nella pagina del vostro appuntamento potete in ogni momento scaricare i vostri dati e disdire la visita. Potete chiedere anche la cancellazione, la rettifica o la limitazione. Rivolgetevi all’unità amministrativa o telefonateci.',
          'Potete presentare reclamo al Commissario per l’informazione della Repubblica di Slovenia.',
        ],
      },
    ],
  } as Paper,
  version: (version) => `Versione dell’informativa: ${version}`,
};
