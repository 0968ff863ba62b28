import { checkedDistinct, checkedFolder } from './checked-value.ts';
import type { AsteriskPlaces, AsteriskSettings } from './settings.ts';
import { renderAsterisk } from './templates/asterisk.ts';
import { renderCdr, renderCdrCustom, renderCel } from './templates/cdr.ts';
import { renderExtensions } from './templates/extensions.ts';
import { renderAri, renderHttp, renderPrometheus } from './templates/http.ts';
import { renderLogger } from './templates/logger.ts';
import { renderMusic, renderRtp } from './templates/media.ts';
import { renderModules } from './templates/modules.ts';
import { renderPjsip } from './templates/pjsip.ts';
import { renderPhones } from './templates/pjsip-phones.ts';
import { renderQueues } from './templates/queue-without-engine.ts';
import { renderSorcery } from './templates/sorcery.ts';
import { renderStasis } from './templates/stasis.ts';
import { renderUnused } from './templates/unused.ts';

/** Where a packaged Asterisk of Debian has its things; startAsterisk gives folders of its own instead. */
export const packagedPlaces: AsteriskPlaces = {
  configuration: '/etc/asterisk',
  library: '/var/lib/asterisk',
  spool: '/var/spool/asterisk',
  run: '/run/asterisk',
  log: '/var/log/asterisk',
  sounds: '/var/lib/asterisk/sounds/uenarocanje',
  music: '/usr/share/asterisk/moh',
};

/**
 * All configuration files by name, as text. Pure. Throws ConfigurationValueRefused when a value does not have the one
 * form that its place allows.
 */
export const renderConfiguration = (
  settings: AsteriskSettings,
  places: AsteriskPlaces = packagedPlaces,
): Map<string, string> => {
  checkedDistinct(
    'trunks[].name',
    settings.trunks.map((trunk) => trunk.name),
  );
  for (const [name, folder] of Object.entries(places)) checkedFolder(`places.${name}`, folder);
  const files = new Map([
    ['asterisk.conf', renderAsterisk(places)],
    ['modules.conf', renderModules(settings)],
    ['logger.conf', renderLogger()],
    ['http.conf', renderHttp(settings.http)],
    ['ari.conf', renderAri(settings)],
    ['pjsip.conf', renderPjsip(settings)],
    [phonesFile, renderPhones(settings.phones, settings)],
    ['sorcery.conf', renderSorcery()],
    ['extensions.conf', renderExtensions(settings, places)],
    ['queues.conf', renderQueues()],
    ['musiconhold.conf', renderMusic(settings, places)],
    ['rtp.conf', renderRtp(settings.rtp)],
    ['cdr.conf', renderCdr(settings.callRecords)],
    ['cdr_custom.conf', renderCdrCustom()],
    ['cel.conf', renderCel()],
    ['stasis.conf', renderStasis(settings)],
    ...renderUnused(),
  ]);
  if (settings.prometheus) files.set('prometheus.conf', renderPrometheus());
  return files;
};

export const phonesFile = 'pjsip-phones.conf';
