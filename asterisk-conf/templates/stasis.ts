/**
 * What Asterisk's inner bus is not to carry at all. A message costs its making and a copy for everybody who listens to a
 * channel, and the engine's application is one of them: it has the whole channel made into JSON before its filter of
 * events drops that. Nobody here needs these; what a queue, CDRs or the security log live on is not among them.
 */
const declined = [
  'ast_channel_varset_type',
  'ast_channel_hangup_handler_type',
  'ast_channel_moh_start_type',
  'ast_channel_moh_stop_type',
  // A key is told of when it is let go.
  'ast_channel_dtmf_begin_type',
  // Loss and jitter come with a leg's end (http.ts).
  'ast_rtp_rtcp_sent_type',
  'ast_rtp_rtcp_received_type',
];

/** Who dials whom, and who leaves a bridge, which only Asterisk's own record of calls follows. */
const declinedWithoutCallRecords = ['ast_channel_dial_type', 'ast_channel_left_bridge_type'];

/** stasis.conf. The threads are Asterisk's own default under the names that it had before 22.7 and has since. */
export const renderStasis = ({ callRecords }: { readonly callRecords: boolean }): string =>
  [
    ...['threadpool', 'taskpool'].map((pool) => `[${pool}]\ninitial_size = 5\nidle_timeout_sec = 20\nmax_size = 50\n`),
    '[declined_message_types]',
    ...[...declined, ...(callRecords ? [] : declinedWithoutCallRecords)].map((type) => `decline = ${type}`),
    '',
  ].join('\n');
