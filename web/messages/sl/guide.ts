/** The guide that each page of the staff carries (R3.11). */
export const guide = { heading: 'Kako to deluje' };
