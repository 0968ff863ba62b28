/**
 * modules.conf: only what the line needs. A short list starts faster and gives strangers less to try.
 *
 * NOTE: res_pjsip_refer is loaded only into an Asterisk that it does not end (takes-refer.ts), and there with two guards,
 * both in pjsip.conf: only agents' phones may transfer, and an INVITE with Replaces, which would take another's call
 * whatever allow_transfer says, is taken for that of an endpoint that can reach nothing. Without the module a REFER
 * within a call is not answered and the phone gives up by itself; agents then transfer by the console or by the keys of
 * the phone (dialplan/talk-codes.ts).
 * bridge_native_rtp is left out because packets that pass it are not counted, and R2.10 wants loss
 * and jitter of each leg.
 */
const modules: Readonly<Record<string, readonly string[]>> = {
  timing: ['res_timing_timerfd'],
  storage: ['res_sorcery_config', 'res_sorcery_memory', 'res_sorcery_astdb'],
  sip: [
    'res_pjproject',
    'res_pjsip',
    'res_pjsip_session',
    'res_pjsip_pubsub',
    'res_pjsip_authenticator_digest',
    'res_pjsip_outbound_authenticator_digest',
    'res_pjsip_endpoint_identifier_ip',
    'res_pjsip_endpoint_identifier_user',
    'res_pjsip_registrar',
    'res_pjsip_outbound_registration',
    'res_pjsip_acl',
    'res_pjsip_nat',
    'res_pjsip_rfc3326',
    'res_pjsip_sdp_rtp',
    'res_pjsip_caller_id',
    'res_pjsip_diversion',
    'res_pjsip_dtmf_info',
    'res_pjsip_header_funcs',
    'res_pjsip_logger',
    'chan_pjsip',
  ],
  audio: [
    'res_crypto',
    'res_srtp',
    'res_rtp_asterisk',
    'res_format_attr_opus',
    'codec_alaw',
    'codec_ulaw',
    'codec_a_mu',
    'codec_g722',
    'codec_opus_open_source',
    'codec_resample',
    'format_wav',
    'format_pcm',
    'format_sln',
    'res_musiconhold',
  ],
  // chan_bridge_media is how a bridge is recorded and played to.
  bridges: ['bridge_simple', 'bridge_holding', 'bridge_softmix', 'chan_bridge_media'],
  dialplan: [
    'pbx_config',
    'app_playback',
    'app_queue',
    'app_stack',
    'func_callerid',
    'func_cdr',
    'func_channel',
    'func_env',
    'func_global',
    'func_hangupcause',
    'func_logic',
    'func_math',
    'func_pjsip_endpoint',
    'func_strings',
    'func_timeout',
  ],
  ari: [
    'res_http_websocket',
    'res_websocket_client',
    'res_stasis',
    'res_stasis_answer',
    'res_stasis_playback',
    'res_stasis_recording',
    'res_stasis_snoop',
    'res_stasis_device_state',
    'res_ari',
    'res_ari_model',
    'res_ari_applications',
    'res_ari_asterisk',
    'res_ari_bridges',
    'res_ari_channels',
    'res_ari_device_states',
    'res_ari_endpoints',
    'res_ari_events',
    'res_ari_playbacks',
    'res_ari_recordings',
    'res_ari_sounds',
    'app_stasis',
  ],
  security: ['res_security_log'],
};

type ModuleOptions = { readonly prometheus: boolean; readonly callRecords: boolean; readonly refer?: boolean };

export const renderModules = (options: ModuleOptions): string => {
  const groups = Object.entries(modules).map(([name, names]) => [`; ${name}`, ...names.map(load)].join('\n'));
  const refer = options.refer ? `; transfer by the phone\n${load('res_pjsip_refer')}` : '';
  const figures = options.prometheus ? ['; figures', load('res_prometheus')].join('\n') : '';
  const records = options.callRecords ? ['; records', load('res_cdrel_custom'), load('cdr_custom')].join('\n') : '';
  return ['[modules]\nautoload = no', ...groups, refer, records, figures]
    .filter((text) => text !== '')
    .join('\n')
    .trimEnd()
    .concat('\n');
};

const load = (name: string): string => `load = ${name}.so`;
