/** Our name in Asterisk. */
export const application = 'uenarocanje';
