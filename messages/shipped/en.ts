import type { ShippedTemplates } from './shipped.ts';

/** The shipped words in English. */
export const en: ShippedTemplates = {
  footer: 'This message was sent automatically. Please do not reply to it.',
  templates: {
    bookingConfirmed: {
      email: {
        subject: 'Appointment confirmed: {service}, {when}',
        body: `Hello,

{count: your appointment is confirmed.|your appointments are confirmed.}

{visits}

If you no longer need the appointment, please cancel it so that somebody else can have it.`,
      },
      sms: [
        '{count: Appointment|Appointments} confirmed: {service}, {when}, {place}. Booking {count: number|numbers} {reference}. Change or cancel: {link}',
        '{count: Appointment|Appointments} confirmed: {when}, {place}. Booking {count: number|numbers} {reference}. Details: {link}',
        'Appointment {when}: {link}',
      ],
    },
    bookingCancelled: {
      email: {
        subject: 'Appointment cancelled: {service}, {when}',
        body: `Hello,

{by: you have cancelled your appointment.|the administrative unit has unfortunately had to cancel your appointment.}

{reason}

{visit}

[Book a new appointment]({book})`,
      },
      sms: [
        '{by: Your appointment is cancelled|The administrative unit has had to cancel your appointment}: {service}, {when}, {place}. New appointment: {book}',
        'Appointment {when} is cancelled. New appointment: {book}',
      ],
    },
    bookingMoved: {
      email: {
        subject: 'New time: {service}, {when}',
        body: `Hello,

{by: you have moved your appointment.|the administrative unit has moved your appointment.} The earlier one ({earlier}, {earlierPlace}) is no longer valid.

{reason}

{visit}`,
      },
      sms: [
        'New time: {service}, {when}, {place}. The earlier one ({earlier}) is no longer valid. {link}',
        'New time: {when}, {place}. The earlier one is no longer valid. {link}',
        'New time {when}: {link}',
      ],
    },
    reminder: {
      email: {
        subject: 'Reminder: {service}, {when}',
        body: `Hello,

{count: this is a reminder of your appointment.|this is a reminder of your appointments.}

{visits}

If you cannot come, please cancel.`,
      },
      sms: [
        'Reminder: {service}, {when}, {place}{count:|, {number} visits}. Change or cancel: {link}',
        'Reminder of your appointment: {when}, {place}{count:|, {number} visits}. {link}',
        'Reminder: {when}. {link}',
      ],
    },
    handOver: {
      email: {
        subject: 'Finish your booking: {service}, {when}',
        body: `Hello,

we are holding an appointment for you until {until}. Please read the information, give your consent and finish the booking:

[Finish the booking]({finish})

{visit}

If you do not finish it, the appointment will be released.`,
      },
      sms: [
        'We hold your appointment {when}, {place}, until {until}. Finish the booking: {finish}',
        'We hold your appointment until {until}. Finish the booking: {finish}',
      ],
    },
    waitlistJoined: {
      email: {
        subject: 'You are waiting for an earlier appointment: {service}',
        body: `Hello,

if an appointment before {current} becomes free, we will tell you. Your present appointment stays valid.

If you no longer want an earlier one: [Leave the waiting list]({leave})`,
      },
      sms: ['If an appointment before {current} becomes free, we will tell you. Leave the list: {leave}'],
    },
    waitlistOffer: {
      email: {
        subject: 'An earlier appointment is free: {when}',
        body: `Hello,

an appointment earlier than yours ({current}) has become free. The offer is valid until {until}.

{visit}

[I want this appointment]({accept})

[I keep my present appointment]({decline})

If you do nothing, your present appointment stays valid.`,
      },
      sms: [
        'An earlier appointment is free: {when}, {place}. Valid until {until}: {accept}',
        'Earlier appointment {when}, valid until {until}: {accept}',
      ],
    },
    evacuationProposal: {
      email: {
        subject: 'Your appointment has to change: {service}, {when}',
        body: `Hello,

unfortunately your appointment on {when} ({place}) cannot take place. {proposed: We propose another one:|Please choose another one:}

{reason}

{offer}

Please decide before {until}. Booking number: {reference}.`,
      },
      sms: [
        'Your appointment {when}, {place}, cannot take place. {proposed: We propose {newWhen}, {newPlace}. Confirm before {until}: {accept}|Choose a new one before {until}: {choose}}',
        'Appointment {when} cannot take place. {proposed: We propose {newWhen}, {newPlace}. Confirm: {accept}|Choose a new one: {choose}}',
      ],
    },
    visitLink: {
      email: {
        subject: 'The link to your booking',
        body: `Hello,

here {count: is your booked appointment.|are your booked appointments.}

{visits}

If you did not ask for this link, you can ignore this message.`,
      },
      sms: ['Your booking: {link}'],
    },
    dataErased: {
      email: {
        subject: 'Your data have been erased',
        body: `Hello,

as you asked, we have erased your name, contact details and note from {count: visit|visits} {references}. {cancelled: There were no coming appointments in this booking.|The coming appointments of this booking have been cancelled.}

All that is left is the service, place and time, which we need for our statistics and which do not identify you. Links to the visit no longer work. The address that this message was sent to has since been erased too.

If it was not you who asked for this, please call us as soon as possible.`,
      },
      sms: ['Your data (no. {references}) have been erased. If it was not you who asked for this, please call us.'],
    },
    verificationCode: {
      email: {
        subject: 'Verification code: {code}',
        body: `Hello,

your verification code is {code}. It is valid until {until}.

If you did not ask for a code, you can ignore this message. Do not tell the code to anybody.`,
      },
      sms: ['Verification code: {code}. Valid until {until}. Do not tell it to anybody.'],
    },
    unitNotification: {
      email: {
        subject: '{change: New visit|Cancelled visit|Moved visit}: {service}, {when}',
        body: `{change: A new visit was booked.|A visit was cancelled.|A visit was moved.}

{visit}

{citizen}

[Schedule of that day]({day})`,
      },
      sms: [],
    },
    unitDailyList: {
      email: {
        subject: 'Booked visits: {place}, {day}',
        body: `{place}, {day}: {number} {count: booked visit|booked visits}.

{entries}

[Schedule of that day]({page})`,
      },
      sms: [],
    },
  },
};
